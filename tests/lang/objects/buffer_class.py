# tests/lang/objects/buffer_class.py -- __buffer__ and __release_buffer__ of classes and of builtin types
import array, sys
def t(f,*a,**k):
    try: print(repr(f(*a,**k)).split(' at 0x')[0])
    except BaseException as e: print(type(e).__name__, e)
class B:
    def __init__(s,v): s.v=v
    def __buffer__(s,flags):
        print('get',hex(flags)); return s.v
    def __release_buffer__(s,mv):
        print('release', mv is s.v, type(mv).__name__, mv.readonly)
b=B(memoryview(bytearray(b'hello')))
m=memoryview(b)
print(type(m.obj), m.obj is b)
m2=m[1:3]
m.release(); print(bytes(m2)); m2.release()
t(bytes,b); t(bytearray,b); t(b''.join,[b,b'x']); t(int.from_bytes,b,'big'); t(lambda:b'x'+b); t(lambda:bytearray(b'x')+b)
import struct
t(struct.unpack,'5s',b); t(struct.pack_into,'5s',b,0,b'jjj'); t(struct.unpack_from,'2s',b,1)
t(lambda:b'hello'==b); t(lambda:bytearray(b'hello')==b); t(lambda: memoryview(b'jjj\0\0')==b); t(lambda:b'hello'.find(b)); t(b'hello'.startswith,b)
import io
print('--err')
class C:
    def __buffer__(s,flags): return 1
t(memoryview,C()); t(bytes,C()); t(b''.join,[C()]); t(lambda:b''+C())
class D:
    def __buffer__(s,flags): raise KeyError('x')
t(memoryview,D()); t(bytes,D()); t(b''.join,[D()]); t(lambda:b''+D()); t(b'a'.find,D())
class E:
    __buffer__=None
t(memoryview,E()); t(bytes,E())
import sys; sys.unraisablehook = lambda a: print(a.err_msg, a.object, repr(a.exc_value))
class F(B):
    def __release_buffer__(s,mv): print('F'); raise KeyError('boo')
f=F(memoryview(b'abc'))
t(bytes,f)
class G:
    def __release_buffer__(s,mv): print('G')
t(memoryview,G())
import collections.abc as ca
for x in (b'',bytearray(),memoryview(b''),array.array('b'),B(1),C(),E(),G(),1,''): print(type(x).__name__, isinstance(x,ca.Buffer), hasattr(x,'__buffer__'), hasattr(x,'__release_buffer__'))
ba=bytearray(b'hello')
mv=ba.__buffer__(0); print(mv.obj is ba)
t(ba.append,1)
t(ba.__release_buffer__,mv); t(mv.tobytes); t(ba.__release_buffer__,mv); t(ba.append,1)
t(ba.__release_buffer__,1); t(ba.__release_buffer__, memoryview(b'')); t(ba.__buffer__,'x'); t(ba.__buffer__,sys.maxsize); t(ba.__buffer__,2**31); t(ba.__buffer__,-2**31); t(ba.__buffer__,2**70)
t(b'abc'.__buffer__,1); t(b'abc'.__buffer__,0x11c); t(memoryview._from_flags,b'abc',1); t(memoryview._from_flags,b'abc'); t(memoryview._from_flags,b'abc',flags=0);t(memoryview._from_flags,3,0)
a=array.array('i',[1,2,3])
for fl in (0,1,4,8,0xc,0x18,0x1c,0x11c,0x38,0x58,0x98,0x118):
    for x in (a, memoryview(a), memoryview(a)[::2], memoryview(a).cast('B').cast('B',(3,4)), b'abcd'):
        try:
            m=x.__buffer__(fl)
            print(hex(fl), m.format,m.itemsize,m.ndim,m.shape,m.strides,m.nbytes,m.readonly, m.c_contiguous,end=' ')
            print(m.tolist(), m.tobytes())
        except Exception as e: print(hex(fl), type(e).__name__,e)
class R(bytearray):
    def __release_buffer__(s,mv):
        print('R',mv.readonly,mv.obj is s, len(mv))
        t(memoryview,mv); t(lambda:mv[:1]); t(mv.cast,'b'); t(mv.toreadonly); t(mv.__buffer__,0); t(bytes,mv); t(mv.tolist); t(lambda:mv[0]); t(mv.__enter__); t(mv.tobytes); t(mv.hex); t(lambda:mv==b'abc'); t(list,mv)
r=R(b'abc'); m=memoryview(r); t(r.append,1); del m; t(r.append,1)
