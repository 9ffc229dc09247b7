# tests/lang/objects/array_pickle.py -- array.array reduced and made again; states of its iterator
import warnings; warnings.simplefilter('ignore')
import array, pickle
from array import _array_reconstructor as r
def t(f,*a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
A=array.array
t(r,1,'b',0,b''); t(r,str,'b',0,b''); t(r,int,'b',0,b''); t(r,A,'?',0,b''); t(r,A,'bb',0,b''); t(r,A,b'b',0,b''); t(r,A,'b','x',b'');t(r,A,'b',22,b'');t(r,A,'b',-1,b'');t(r,A,'b',0,''); t(r,A,'b'); t(r,A,'d',16,b'x'); t(r,A,'d',17,b'x')
t(r,A,'i',3,b'x');t(r,A,'u',18,b'x');t(r,A,'u',18,b'xy');t(r,A,'d',14,b'x'*8);t(r,A,'i',14,b'x'*8)
for c in range(22):
    t(r,A,'L',c,bytes(range(1,9))); t(r,A,'f',c,bytes(range(8)));t(r,A,'u',c,bytes(range(8)));
for c in A('b').__class__ and 'bBuwhHiIlLqQfd':
    a=A(c, 'ab' if c in 'uw' else [1,2])
    for p in range(6): t(a.__reduce_ex__,p)
t(A('b').__reduce_ex__,'x')
class S(A): pass
s=S('i',[1]); s.x=3
t(s.__reduce_ex__,2); t(s.__reduce_ex__,4)
i=iter(A('i',[1,2,3])); next(i); t(i.__reduce__); t(i.__setstate__,2); t(list,i); t(i.__reduce__)
i=iter(A('i',[1,2,3])); t(i.__setstate__,-5);t(next,i); t(i.__setstate__,99); t(i.__reduce__); t(next,i); t(i.__setstate__,'x')
print([x for x in dir(i) if not x.startswith('__') or x in('__reduce__','__setstate__','__length_hint__')])
