# tests/lang/operators/rich_comparison.py -- __eq__ __ne__ __lt__ ..., their reflections and hashing
class Money:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'Money({self.n})'
    def __eq__(self, other):
        print('  eq', self.n, other)
        return isinstance(other, Money) and self.n == other.n
    def __lt__(self, other):
        print('  lt', self.n, other)
        if not isinstance(other, Money): return NotImplemented
        return self.n < other.n

a, b = Money(1), Money(2)
print(a == b, a != b, a < b, a > b)
print(a == 1, 1 == a, a != 1)
print(sorted([b, a]), [a] == [Money(1)], (a, b) < (a, Money(3)))
for f in (lambda: a <= b, lambda: a < 1, lambda: 1 > a, lambda: hash(a), lambda: {a: 1}):
    try:
        print(f())
    except TypeError as error:
        print(error)
class Sub(Money):
    def __gt__(self, other): return 'Sub.gt'
    def __lt__(self, other): return 'Sub.lt'
print(a < Sub(1), Sub(1) < a, a > Sub(2))
class Hashed:
    def __hash__(self): return 7
print(hash(Hashed()), Hashed() == Hashed(), hash(Hashed) == hash(Hashed))
class Hashed2(Hashed):
    def __eq__(self, o): return True
print(Hashed2.__hash__, Money.__hash__)
class Bad:
    def __hash__(self): return 'x'
try:
    hash(Bad())
except TypeError as error:
    print(error)
class Big:
    def __hash__(self): return 2 ** 100
print(hash(Big()) == hash(2 ** 100), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61),
      hash(-2 ** 61), hash(0.5), hash(1e300))
from functools import total_ordering
@total_ordering
class T:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(T(1) <= T(1), T(1) >= T(2), T(2) > T(1), T(1) <= T(2))
