# tests/lang/classes/dataclass_like.py -- the records of the library: namedtuple, SimpleNamespace
from collections import namedtuple
P = namedtuple('P', ['x', 'y'], defaults=[5])
p = P(1)
print(p, p.x, p[1], p == (1, 5), P._fields, P._field_defaults, p._asdict(), p._replace(x=9),
      P._make([3, 4]), *p)
print(P(x=1, y=2), repr(P), P.__doc__, len(p), p + (1,), hash(p) == hash((1, 5)),
      sorted([P(2, 1), P(1, 2)]), P.x.__doc__)
x, y = p
match p:
    case P(x=1, y=b): print('matched', b)
match p:
    case P(a, b): print('positional', a, b)
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: P(z=1), lambda: p._replace(z=1),
          lambda: setattr(p, 'x', 1), lambda: namedtuple('A', 'a a'),
          lambda: namedtuple('A', 'def'),
          lambda: namedtuple('A', '_x'), lambda: namedtuple('1A', 'x'), lambda: P._make([1]),
          lambda: p.z):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(namedtuple('R', 'a def a 1x', rename=True)._fields, namedtuple('S', 'a, b  c')._fields)
class Q(P):
    __slots__ = ()
    @property
    def sum(self): return self.x + self.y
    def __str__(self): return f'Q<{self.sum}>'
print(Q(1, 2).sum, Q(1, 2), repr(Q(1, 2)), Q(1)._replace(y=3))
from types import SimpleNamespace
n = SimpleNamespace(a=1, b='x')
n.c = [n.a]
print(n, n == SimpleNamespace(a=1, b='x', c=[1]), vars(n))
del n.a
print(n)
