# tests/lang/hostile/views_release.py -- views released, exporters changed, while they are worked on
import gc, struct, weakref
from array import array
def t(f):
    try: r=f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r)[:80].split(' at 0x')[0])
class Rel:
    def __init__(s,v,n=1): s.v=v; s.n=n
    def __index__(s):
        s.v.release()
        try: s.v.obj
        except ValueError: pass
        return s.n
    def __float__(s): s.v.release(); return 1.5
    def __bool__(s): s.v.release(); return True
    def __eq__(s,o): s.v.release(); return False
    def __hash__(s): return 1
for fmt in 'BbhHiIlLqQnNfd?':
    b=bytearray(16); m=memoryview(b).cast(fmt)
    def f(): m[1]=Rel(m)
    t(f); t(lambda:b.append(1)); t(lambda: m[0])
b=bytearray(16); m=memoryview(b); t(lambda:m[Rel(m)]); t(lambda:b.clear())
b=bytearray(range(16)); m=memoryview(b); t(lambda:m[Rel(m):].tolist())
b=bytearray(range(16)); m=memoryview(b); t(lambda:m[:Rel(m,5):2].tolist())
b=bytearray(range(16)); m=memoryview(b)
def f(): m[Rel(m):3]=b'ab'
t(f); print(b)
m=memoryview(b).cast('B',[4,4])
def f(): m[Rel(m),0]=1
t(f)
m=memoryview(b).cast('B',[4,4]); t(lambda:m[0,Rel(m)])
b=bytearray(range(16)); m=memoryview(b); t(lambda:Rel(m) in m)
b=bytearray(range(16)); m=memoryview(b); it=iter(m); next(it); m.release(); t(lambda:next(it)); t(lambda:list(it))
b=bytearray(range(4)); m=memoryview(b)
class X:
    def __buffer__(s,f):
        m.release(); b.clear(); return memoryview(b'abcd')
def f(): m[:]=X()
t(f); print(b)
class Y:
    def __buffer__(s,f):
        return memoryview(s.b)
    def __release_buffer__(s,v):
        s.b.extend(b'x'*1000) if 0 else None
        v.release()
y=Y(); y.b=bytearray(8); v=memoryview(y); w=v[1:]; v.release(); w.release(); y.b.append(1); print(len(y.b))
class Z(bytearray):
    def __release_buffer__(s,v): s.kept=v; s.sub=None; t(lambda: v[1:])
z=Z(b'abc'); m=memoryview(z); m.release(); t(lambda:z.kept[0]); z.clear()
# arrays
a=array('i',range(8))
class Shrink:
    def __index__(s): del a[2:]; return 3
    def __eq__(s,o): del a[1:]; return False
    def __float__(s): a.clear() if 0 else a.pop(); return 2.0
for f in (lambda:a.index(Shrink()), lambda:a.count(Shrink()), lambda:a.remove(Shrink()), lambda: Shrink() in a, lambda:a[Shrink()], lambda:a.pop(Shrink()), lambda:a[Shrink():], lambda: a*Shrink(), lambda: a.__setitem__(slice(Shrink(),None),array('i',[1])), lambda: a.__delitem__(slice(Shrink(),9,2)), lambda: a.__delitem__(Shrink())):
    a[:]=array('i',range(8)) if True else None
    t(f); print(a)
def g():
    for i in range(5):
        yield i
        a.append(i) if len(a)<40 else None
a=array('i',[1]); t(lambda:a.extend(g())); print(a)
a=array('d',range(4)); m=memoryview(a)
class F:
    def __float__(s): 
        t(lambda:a.append(1)); return 1.0
a[0]=F(); t(lambda: a.extend(iter([1.0]))); m.release()
a+=a; a.extend(a); print(len(a)); a[1:3]=a; print(len(a))
b=bytearray(8)
class P:
    def __index__(s): t(lambda:b.clear()); return 1
t(lambda:struct.pack_into('ii',b,0,P(),2)); print(b)
class Q:
    def __index__(s): b.clear(); return 0
b=bytearray(8); t(lambda:struct.pack_into('ii',b,Q(),1,2)); b=bytearray(8)
t(lambda:struct.unpack_from('ii',b,Q()))
b=bytearray(8); it=struct.iter_unpack('i',b); t(b.clear); list(it); t(b.clear)
# cycles
class B(bytearray): pass
for i in range(50):
    x=B(8); x.m=memoryview(x); x.s=x.m[1:]; del x
class W:
    def __buffer__(s,f): return memoryview(s.data)
    def __release_buffer__(s,v): log.append(1)
log=[]
for i in range(20):
    x=W(); x.data=bytearray(4); x.m=memoryview(x); x.n=[x.m[1:],x]; del x
gc.collect(); print(len(log))
keep=bytearray(8); 
for i in range(5):
    x=W(); x.data=keep; x.m=memoryview(x); x.it=struct.iter_unpack('i',keep); x.self=x; del x
gc.collect(); keep.append(1); print(len(keep))
m=memoryview(bytearray(8)); r=weakref.ref(m); del m; print(r())
n=memoryview(b'abc')
for i in range(2000): n=memoryview(n)[0:]
del n
