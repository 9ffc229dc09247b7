# tests/lang/operators/unary.py -- - + ~ not on every builtin type and on classes
values = [5, True, 2.5, 1j, None, 'a', '', b'a', [], [0], (), {}, {1: 1}, set(), range(0),
          range(3), ..., int]
for v in values:
    row = [repr(v)]
    for f in (lambda: -v, lambda: +v, lambda: ~v if v is not True else 'skip', lambda: abs(v)):
        try:
            row.append(repr(f()))
        except TypeError as error:
            row.append(str(error))
    print(*row, not v, bool(v), sep=' | ')

class Signed:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return 'abs'
    def __bool__(self): return False

s = Signed()
print(-s, +s, ~s, abs(s), not s, bool(s), 1 if s else 2)

class Sized:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

print(bool(Sized(0)), bool(Sized(3)), not Sized(0))
for bad in (Sized(-1), Sized('x'), Sized(2 ** 70), Sized(1.0)):
    try:
        print(bool(bad))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

class Odd:
    def __bool__(self): return 1

try:
    bool(Odd())
except TypeError as error:
    print(error)
print(bool(object()), bool(Odd), - - 1, not not 1, -2 ** 2, (-2) ** 2, 2 ** -1, not 1 == 2, -True,
      ~-~5)
