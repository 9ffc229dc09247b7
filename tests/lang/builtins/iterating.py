# tests/lang/builtins/iterating.py -- zip, map, filter, enumerate, reversed, sorted, iter, next
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
class Seq:
    def __getitem__(self, i): return 'xyz'[i]
    def __len__(self): return 3
def gen(n):
    yield from range(n)
t('''
list(zip()), list(zip('ab')), list(zip('ab', [1, 2, 3])), list(zip('abc', range(2), 'xyz'))
list(zip([], 'a')), dict(zip('ab', 'cd')), list(zip(*[(1, 2), (3, 4)]))
list(zip('ab', 'cd', strict=True))
list(zip('ab', 'c', strict=True))
list(zip('a', 'cd', strict=True))
list(zip('ab', 'cd', 'e', strict=True))
list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5]))
list(map(None.__class__, [])), list(map(len, ['a', 'bc'])), list(map(pow, [2, 3], [3, 2]))
list(map(int, '123')), next(map(abs, [-1]))
list(map(lambda x: x / 0, [1]))
list(filter(None, [0, 1, '', 'a', None])), list(filter(str.isdigit, 'a1b2'))
list(filter(lambda x: x > 1, (1, 2, 3)))
list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate([], start=1))
list(enumerate('a', -1)), list(enumerate('ab', 10 ** 20)), dict(enumerate('xy'))
list(reversed([1, 2])), list(reversed('ab')), list(reversed(range(3))), list(reversed((1, 2)))
list(reversed({'a': 1, 'b': 2})), list(reversed(Seq())), list(reversed(b'ab'))
list(reversed({1: 2}.items()))
reversed(gen(2))
reversed({1, 2})
reversed(5)
sorted([3, 1, 2]), sorted('hello'), sorted([3, 1], reverse=True)
sorted(['b', 'A'], key=str.lower), sorted({'b': 1, 'a': 2}), sorted([])
sorted(gen(3), key=lambda x: -x), sorted([(1, 'b'), (1, 'a')]), sorted([True, 0, 0.5])
sorted([[2], [1, 5], [1]])
sorted([1, 'a'])
sorted([1, None])
sorted([1j, 2j])
sorted([{}, {}])
sorted([1, 2], key=5)
sum([]), sum([1, 2.5]), sum(range(10)), sum([[1], [2]], []), sum((1, 2), start=10)
sum([True, False, True]), sum(x for x in range(4)), sum([0.1] * 3), sum([1, 2j])
sum([10 ** 30, 1]), sum([1.5, 10 ** 20])
sum('ab')
sum(['a'], 'b')
sum([b'a'], b'')
sum([1, 'a'])
sum([[1]])
max(1, 2), max([1, 3, 2]), max('abc'), max([1], default=0), max([], default='d')
max('aB', key=str.lower), max([1, 1.0, True]), max({'a': 5, 'b': 1}), max((1, 2), (1, 3))
min(3, 1, 2), min('b', 'a'), min([[2], [1]]), min([], default=None), min(-1, 1, key=abs)
max(gen(5)), min([1.0, 1])
max()
max([])
max(1, 'a')
max(1, 2, default=3)
min(5)
max([1], key=1)
any([]), all([]), any([0, '']), any([0, 1]), all([1, 'a']), all([1, 0])
any(x > 2 for x in range(5)), all(x < 2 for x in range(5)), any({})
any(5)
all([1, []])
iter([1]).__next__(), list(iter('ab')), list(iter(Seq())), next(iter([])  , 'd')
list(iter(iter([1]))), next(gen(1)), list(iter(lambda it=iter([1, 2, 0, 3]): next(it), 0))
next(iter([]))
next([])
next(5, 1)
iter(5)
iter(5, 6)
len('abc'), len(range(5)), len({}), len(b''), len(Seq()), len({1, 2}), len(memoryview(b'ab'))
len(frozenset())
len(gen(1))
len(5)
range(3).__iter__().__length_hint__(), [].__iter__().__length_hint__()
iter('abc').__length_hint__(), list(zip(gen(2), gen(3))), tuple(map(tuple, ['ab', 'cd']))
''')
z = zip(gen(3), gen(2))
print(list(z), list(z))
e = enumerate('ab')
print(next(e), iter(e) is e, list(e), next(e, 'done'))
m = map(lambda x: (print('mapping', x), x)[1], [1, 2])
print('lazy', next(m))
f = filter(lambda x: (print('testing', x), x)[1], [0, 1])
print(next(f))
it = iter([1, 2, 3])
print(list(zip(it, it)), next(it, 'consumed'))
it = iter([1, 2, 3, 4])
print(next(it), 3 in it, list(it))
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return Countdown(self.n)
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
c = Countdown(3)
print(list(c), list(c), sum(c), max(c), sorted(c), tuple(c), 2 in c, [*c], dict(zip('ab', c)),
      ''.join(map(str, c)))
class Fails:
    def __iter__(self): return self
    def __next__(self): raise KeyError('from next')
for fn in (list, tuple, sum, max, sorted, set, any, lambda x: dict.fromkeys(x), lambda x: [*x],
           lambda x: list(zip(x)), lambda x: list(map(str, x)), lambda x: ''.join(x),
           lambda x: 1 in x, lambda x: [i for i in x], lambda x: min(x, default=1)):
    try: fn(Fails())
    except KeyError as err: print(err, end=' ')
print()
