# tests/lang/modules/itertools_functools.py -- every iterator of itertools,
from itertools import *
import functools as ft, operator
print(list(islice(count(3, 2), 4)), list(islice(count(0.5), 2)), list(islice(cycle('ab'), 5)),
      list(repeat(1, 3)), list(islice(repeat('x'), 2)), list(accumulate([1, 2, 3])),
      list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)))
print(list(chain('ab', [1])), list(chain.from_iterable(['ab', 'c'])),
      list(compress('abcd', [1, 0, 1, 0])), list(dropwhile(lambda x: x < 2, [1, 2, 1])),
      list(takewhile(lambda x: x < 2, [1, 2, 1])), list(filterfalse(None, [0, 1, ''])),
      list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise('abc')))
print([(k, list(g)) for k, g in groupby('aabbca')],
      [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)],
      list(zip_longest('ab', 'xyz', fillvalue='-')), list(batched('abcde', 2)),
      list(islice('abcdef', 1, 5, 2)), list(islice('abc', None)))
print(list(product('ab', [1, 2])), list(product('ab', repeat=2)), list(product()),
      list(permutations('abc', 2)), len(list(permutations(range(5)))),
      list(combinations('abcd', 2)), list(combinations_with_replacement('ab', 2)),
      list(permutations([1, 2], 3)))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), [list(t) for t in tee('ab', 3)])
for f in (lambda: islice([], -1), lambda: list(batched('a', 0)), lambda: count('x'),
          lambda: list(starmap(pow, [1])), lambda: product(5), lambda: repeat(1, 'x'),
          lambda: next(cycle([])), lambda: combinations('a', -1),
          lambda: list(zip_longest('a', foo=1)), lambda: list(batched('abc', 2, strict=True))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(count(5), repeat(1, 2), repeat('x'), count(1, 2), type(chain()).__name__)
print(ft.reduce(operator.add, [1, 2, 3]), ft.reduce(lambda a, b: a * b, [], 1),
      ft.reduce(max, [3, 9, 2]), ft.partial(pow, 2)(5), ft.partial(print, 'a', sep='-')('b'),
      ft.partial(int, base=2)('101'))
p = ft.partial(ft.partial(lambda *a, **k: (a, k), 1, x=1), 2, y=2)
print(p(3, z=3), p.args, p.keywords)
try: ft.reduce(max, [])
except TypeError as e: print(e)
calls = []
@ft.lru_cache(maxsize=2)
def sq(n, *, k=0):
    calls.append(n)
    return n * n + k
print(sq(1), sq(2), sq(1), sq(3), sq(2), calls, sq.cache_info(), sq.cache_clear(), sq.cache_info(),
      sq(2, k=1), sq.__wrapped__(5))
@ft.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info().currsize)
try: sq([])
except TypeError as e: print(e)
class C:
    def __init__(self): self.n = 0
    @ft.cached_property
    def v(self): self.n += 1; return self.n
    @ft.partialmethod
    def pm(self): pass
    def add(self, a, b): return a + b
    add5 = ft.partialmethod(add, 5)
    @ft.singledispatchmethod
    def kind(self, x): return 'any'
    @kind.register
    def _(self, x: int): return 'int'
c = C()
print(c.v, c.v, c.add5(1), c.kind(1), c.kind('a'),
      sorted([3, 1], key=ft.cmp_to_key(lambda a, b: b - a)))
@ft.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) >= T(1), T(2) > T(1), T(1) <= T(0))
import operator as op
print(op.itemgetter(1)('abc'), op.itemgetter(0, 2)('abc'), op.attrgetter('real', 'imag')(1j),
      op.methodcaller('upper')('a'), op.contains('abc', 'b'), op.concat('a', 'b'),
      op.countOf([1, 1], 1), op.indexOf('abc', 'c'), op.index(True), op.truth([]), op.is_(1, 1),
      op.not_(0), op.pos(1), op.inv(1), op.iadd([1], [2]), op.getitem({1: 2}, 1),
      op.call(len, 'ab'), op.length_hint([1]), op.xor(5, 3), op.floordiv(7, 2))
