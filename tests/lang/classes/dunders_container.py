# tests/lang/classes/dunders_container.py -- len, getitem, setitem, delitem, contains, iter
class Seq:
    def __init__(self, *v): self.v = list(v)
    def __len__(self): return len(self.v)
    def __getitem__(self, i):
        if isinstance(i, slice): return Seq(*self.v[i])
        return self.v[i]
    def __setitem__(self, i, x): self.v[i] = x
    def __delitem__(self, i): del self.v[i]
    def __repr__(self): return f'Seq{tuple(self.v)}'
s = Seq(1, 2, 3, 4)
print(len(s), s[0], s[-1], s[1:3], list(s), 3 in s, 9 in s, list(reversed(s)), bool(s),
      bool(Seq()), [*s], sum(s), max(s), sorted(s, reverse=True))
s[0] = 10
s[1:2] = [7, 8]
del s[-1]
a, *b = s
print(s, a, b, tuple(s), dict(enumerate(s)), ','.join(map(str, s)), list(zip(s, s)))
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n): yield i
    def __contains__(self, x): return x == 'magic'
    def __reversed__(self): return iter('desrever')
    def __length_hint__(self): return 3
i = Iter(3)
print(list(i), 'magic' in i, 1 in i, ''.join(reversed(i)), set(i) == {0, 1, 2}, min(i), any(i),
      all(i))
import operator
print(operator.length_hint(i), operator.length_hint([1]), operator.length_hint(5, 7))
class NoContains:
    def __iter__(self): return iter([1, 2])
    __contains__ = None
for f in (lambda: 1 in NoContains(), lambda: len(i), lambda: i[0], lambda: reversed(NoContains()),
          lambda: s['x'], lambda: iter(5), lambda: len(5), lambda: (5).__len__):
    try:
        print(f())
    except (TypeError, AttributeError) as error:
        print(error)
for bad in (-1, 'x', 1.5, 2 ** 70, None):
    class L:
        def __len__(self): return bad
    try:
        print(len(L()))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
class M(dict):
    def __missing__(self, k):
        self[k] = k * 2
        return self[k]
m = M()
print(m['ab'], m, m.get('zz'), 'q' in m)
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, x=2), callable(Call()), callable(5), callable(Call))
c = Call()
c.__call__ = lambda: 'instance'
print(c(), c.__len__ if hasattr(c, '__len__') else 'no len')
c.__len__ = lambda: 5
try:
    len(c)
except TypeError as error:
    print(error)
class Ind:
    def __index__(self): return 2
    def __int__(self): return 22
    def __float__(self): return 2.5
    def __complex__(self): return 2j
print([0, 1, 2][Ind()], int(Ind()), float(Ind()), complex(Ind()), hex(Ind()), range(5)[Ind()],
      'ab' * Ind(), bytes(Ind()), 1 << operator.index(Ind()))
class Next:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(Next()), next(Next()), dict(zip('abc', Next())), [x for x in Next() if x != 2])
print(iter(Seq(1)).__class__.__name__, list(iter(Next().__next__, 3)))
