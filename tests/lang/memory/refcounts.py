# tests/lang/memory/refcounts.py -- counts rise and fall exactly; objects go at the last drop
from sys import getrefcount
class Thing:
    def __init__(self, name='thing'): self.name = name
    def __del__(self): print('free', self.name)
t = Thing()
base = getrefcount(t)
def count(): return getrefcount(t) - base
u = t; print(count())
l = [t, t]; print(count())
d = {'k': t, t: 1}; print(count())
tup = (t,) * 3; print(count())
s = {t}; print(count())
class H: pass
h = H(); h.attr = t; print(count())
f = lambda x=t: x; print(count())
def closure(v): return lambda: v
c = closure(t); print(count())
g = (x for x in [t]); print(count())
it = iter([t]); print(count())
b = t.__init__; print(count())
next(g); next(it); print(count())
del g, it, b; print(count())
del u, l[0], d['k'], tup; print(count())
l.clear(); d.clear(); s.clear(); del h.attr, f, c; print(count())
def arg(x): return getrefcount(t) - base
print(arg(t), count())
a, b = t, t; print(count())
a = b = None; print(count())
try: raise ValueError(t)
except ValueError as e: print(count())
print(count())
[t for _ in range(3)]; print(count())
x = [t for _ in range(3)]; x *= 2; print(count())
x[1:4] = []; print(count())
x.pop(); x = None; print(count())
match [t, 1]:
    case [m, _]: print(count())
del m; print(count())
t = None
print('order of freeing')
def f():
    a, b = Thing('a'), Thing('b')
    print('in f')
f()
l = [Thing(0), Thing(1), Thing(2)]
l[1] = None
print('replaced')
del l
x = Thing('old'); x = Thing('new'); print('rebound'); del x
Thing('dropped at once'); print('next line')
Thing('expr').name.upper(); print('after expr')
def g():
    try: return Thing('returned')
    finally: print('finally')
g(); print('after g')
for i in range(2): y = Thing(i)
print('loop over'); y = None
def gen():
    z = Thing('in generator')
    yield 1
q = gen(); next(q); q = None
print('generator dropped')
class Chain:
    def __init__(self, n, nxt): self.n, self.nxt = n, nxt
    def __del__(self): print('chain', self.n)
Chain(1, Chain(2, Chain(3, None))); print('chain done')
d = {Thing('key'): Thing('value')}; d.clear(); print('cleared')
class Raises:
    def __del__(self): pass
r = Raises(); del r
print([Thing('elem')][0].name, 'shown')
with open(__file__) as fh: pass
print(fh.closed)
