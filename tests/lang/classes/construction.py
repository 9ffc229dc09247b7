# tests/lang/classes/construction.py -- __new__ and __init__, returning others, copies, __del__
class N:
    def __new__(cls, *a, **k):
        print('new', a, k)
        return super().__new__(cls)
    def __init__(self, *a, **k): print('init', a, k)
N(1, x=2)
class Other:
    def __new__(cls): return 5
    def __init__(self): print('never')
print(Other())
class Sub(N):
    def __new__(cls, v): return N.__new__(cls, v) if v else object.__new__(N)
print(type(Sub(1)).__name__, type(Sub(0)).__name__)
class BadInit:
    def __init__(self): return 5
class Cached:
    made = {}
    def __new__(cls, k): return cls.made.setdefault(k, object.__new__(cls))
    def __init__(self, k): self.n = getattr(self, 'n', 0) + 1
print(Cached(1) is Cached(1), Cached(1).n)
class OnlyNew:
    def __new__(cls, v):
        o = super().__new__(cls)
        o.v = v
        return o
class OnlyInit:
    def __init__(self, v): self.v = v
print(OnlyNew(3).v, OnlyInit(4).v)
for f in (BadInit, lambda: object(1), lambda: object.__new__(int), lambda: object.__new__(5),
          lambda: OnlyNew(), lambda: OnlyInit(), lambda: object.__new__(OnlyInit, 1),
          lambda: int.__new__(str), lambda: list.__new__(tuple), lambda: N.__new__(),
          lambda: type(None)(1), lambda: type(...)(1), lambda: type(len)(),
          lambda: type(lambda: 0)(), lambda: bool.__new__(int)):
    try:
        print(repr(f())[:20])
    except TypeError as error:
        print(error)
class Freed:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
a = Freed('a')
a = Freed('b')
def f():
    x = Freed('local')
    print('in f')
f()
l = [Freed(i) for i in range(3)]
l.pop(0)
print('popped')
del l[0]
l.clear()
d = {'k': Freed('value')}
d['k'] = None
Freed('temporary')
(Freed('t1'), Freed('t2'))[0]
print('still', a.name)
def gen():
    x = Freed('gen')
    yield 1
g = gen()
next(g)
del g
class Res:
    def __del__(self):
        global saved
        saved = self
r = Res()
del r
print(type(saved).__name__)
import copy
class P:
    def __init__(self): self.l = [1]
p = P()
q, r = copy.copy(p), copy.deepcopy(p)
print(q.l is p.l, r.l is p.l, r.l == p.l, type(r).__name__)
class CP:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep'
print(copy.copy(CP()), copy.deepcopy([CP()]), copy.copy((1,)), copy.deepcopy({1: [2]}))
sing = type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented, bool(1)
print(sing)
