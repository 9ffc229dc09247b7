# tests/lang/unpacking/errors.py -- the words when counts or types do not fit
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
def two(v):
    a, b = v
def none(v):
    [] = v
def star(v):
    a, b, *c, d = v
def nested(v):
    a, (b, c) = v
for v in ([], [1], [1, 2, 3], (), (1,), (1, 2, 3, 4), '', 'a', 'abc', b'abc', {},
          {1: 2, 3: 4, 5: 6}, range(5), 5, None,
          1.5, iter([1]), iter([1, 2, 3]), (i for i in range(3)), object, len, {1, 2, 3}, ...):
    attempt(lambda: two(v))
for v in ([1], 3, 'a', iter([])):
    attempt(lambda: none(v))
for v in ([], [1], [1, 2], (1, 2, 3), 'ab', 7, iter('ab')):
    attempt(lambda: star(v))
for v in ((1, 2), (1, (2,)), (1, 'abc'), ((1, 2), 3)):
    attempt(lambda: nested(v))
class Endless:
    def __iter__(self):
        n = 0
        while True:
            print('next', n, end=' ')
            yield n
            n += 1
attempt(lambda: two(Endless()))
class Raises:
    def __iter__(self):
        yield 1
        raise KeyError('inside')
attempt(lambda: two(Raises()))
attempt(lambda: star(Raises()))
class NotIter:
    __iter__ = None
class BadIter:
    def __iter__(self): return 5
class OldStyle:
    def __getitem__(self, i):
        if i < 2: return i * 10
        raise IndexError
class NoNext:
    def __iter__(self): return self
for c in (NotIter, BadIter, OldStyle, NoNext):
    attempt(lambda: two(c()))
attempt(lambda: [*5])
attempt(lambda: (*None,))
attempt(lambda: {*1.5})
attempt(lambda: {**[1]})
attempt(lambda: {**None})
attempt(lambda: print(*5))
attempt(lambda: print(**5))
attempt(lambda: print(**{1: 2}))
attempt(lambda: dict(**{'a': 1}, **{'a': 2}))
a = b = 'kept'
try:
    a, b = [1]
except ValueError:
    print(a, b)
