# tests/lang/classes/properties.py -- property: getter, setter, deleter, doc, inheritance, errors
class T:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "degrees"
        return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError('too cold')
        self._c = v
    @c.deleter
    def c(self): self._c = None
    ro = property(lambda self: 'fixed', doc='a doc')
    wo = property(fset=lambda self, v: print('set', v))
    f = property(lambda s: s.c * 2, lambda s, v: setattr(s, 'c', v // 2))
t = T()
t.c = 20
print(t.c, t.f, T.c.__doc__, T.ro.__doc__, type(T.c).__name__)
t.f = 10
t.wo = 'x'
print(t.c)
del t.c
print(t.c, T.c.fget.__name__, T.c.fset is not None, T.ro.fset, T.c.__name__)
t.c = 0
t.c += 5
print(t.c)
t.__dict__['c'] = 'hidden'
print(t.c, t.__dict__)
for action in ('t.ro = 1', 'del t.ro', 't.wo', 't.c = -300', 'T.ro.fget = 1', 'del t.f',
               't.ro.x = 1'):
    try:
        exec(action)
    except (AttributeError, ValueError, TypeError) as error:
        print(action, '->', type(error).__name__, error)
class U(T):
    @T.c.getter
    def c(self): return 'U' + str(self._c)
u = U()
u.c = 1
print(u.c, T.c is U.c)
class V(T):
    c = 'plain'
v = V()
v.c = 5
print(v.c, vars(v))
class W:
    @property
    def bad(self): return self.nope
    def __getattr__(self, name): return f'getattr {name}'
print(W().bad, W().x)
class X:
    @property
    def bad(self): return self.nope
try:
    X().bad
except AttributeError as error:
    print(error, error.name)
class Z:
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def add(a, b): return a + b
    k = classmethod(lambda cls, *a: (cls.__name__, a))
    s = staticmethod(len)
print(type(Z.make()).__name__, type(Z().make()).__name__, Z.add(1, 2), Z().add(1, 2), Z.k(1),
      Z().k(2), Z().s('abc'))
print(Z.__dict__['s'].__func__ is len, Z.__dict__['make'].__func__.__name__,
      Z.__dict__['s'](([1])), Z.__dict__['add'].__wrapped__(1, 1))
from functools import cached_property
class Lazy:
    @cached_property
    def value(self):
        print('computing')
        return 42
l = Lazy()
print(l.value, l.value, vars(l))
del l.value
print(l.value)
