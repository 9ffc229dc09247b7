# tests/lang/classes/abstract.py -- abc, abstract methods, registered classes
from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f'{self.name} {self.area()}'
class Half(Shape):
    def area(self): return 1
class Full(Half):
    name = 'full'
    @classmethod
    def make(cls): return cls()
print(Full.make().describe(), sorted(Shape.__abstractmethods__), Half.__abstractmethods__,
      Full.__abstractmethods__)
for c in (Shape, Half):
    try:
        c()
    except TypeError as error:
        print(error)
@Shape.register
class Foreign: pass
print(issubclass(Foreign, Shape), isinstance(Foreign(), Shape),
      Foreign.__mro__ == (Foreign, object))
class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c): return True if hasattr(c, 'quack') else NotImplemented
class Duck:
    def quack(self): pass
print(issubclass(Duck, Hooked), isinstance(Duck(), Hooked), issubclass(int, Hooked))
import collections.abc as cabc
things = [1, 'a', b'a', [], (), {}, set(), frozenset(), range(1), iter([]), (x for x in ()), len,
          {}.keys(), {}.values(), {}.items(), Duck(), memoryview(b''), bytearray()]
names = '''Hashable Iterable Iterator Generator Sized Container Collection Callable Sequence
    MutableSequence Set MutableSet Mapping MutableMapping MappingView Reversible'''
for name in names.split():
    print(name, ''.join('.X'[isinstance(t, getattr(cabc, name))] for t in things))
class MySeq(cabc.Sequence):
    def __getitem__(self, i): return 'abc'[i]
    def __len__(self): return 3
m = MySeq()
print(list(m), 'b' in m, m.index('c'), m.count('a'), list(reversed(m)))
class MyMap(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = MyMap()
m.update(a=1, b=2)
print(m.pop('a'), m.setdefault('c', 3), dict(m), list(m.items()), m == {'b': 2, 'c': 3},
      m.get('zz'), 'b' in m, m.popitem())
class MySet(cabc.Set):
    def __init__(self, it): self.l = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.l
    def __iter__(self): return iter(self.l)
    def __len__(self): return len(self.l)
a, b = MySet('abc'), MySet('bcd')
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a < b, MySet('a') < a, a == MySet('cba'),
      a.isdisjoint(b))
try:
    cabc.Sequence()
except TypeError as error:
    print(error)
