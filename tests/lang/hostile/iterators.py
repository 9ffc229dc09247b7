# tests/lang/hostile/iterators.py -- iterators that are re-entered, dropped and fed by what they iterate
import gc
import itertools
import weakref
from collections import deque


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class Again:
    """An iterable whose iterator asks the one that is asking it."""
    def __init__(self, limit=3): self.outer, self.limit, self.depth = None, limit, 0
    def __iter__(self): return self
    def __next__(self):
        self.limit -= 1
        if self.limit < 0:
            raise StopIteration
        if self.outer is not None and self.depth == 0:
            self.depth = 1
            try:
                return ('inner', next(self.outer, 'end'))
            finally:
                self.depth = 0
        return self.limit


for name, make in {
        'map': lambda x: map(str, x), 'filter': lambda x: filter(None, x), 'enumerate': enumerate,
        'zip': lambda x: zip(x, [1, 2, 3]), 'chain': lambda x: itertools.chain(x, 'a'),
        'islice': lambda x: itertools.islice(x, 3), 'takewhile': lambda x: itertools.takewhile(repr, x),
        'dropwhile': lambda x: itertools.dropwhile(lambda y: False, x),
        'accumulate': lambda x: itertools.accumulate(x, lambda a, b: (a, b)),
        'pairwise': itertools.pairwise, 'batched': lambda x: itertools.batched(x, 2),
        'starmap': lambda x: itertools.starmap(lambda *y: y, ([y] for y in x)),
        'compress': lambda x: itertools.compress(x, [1, 1, 1]),
        'filterfalse': lambda x: itertools.filterfalse(lambda y: False, x),
        'groupby': lambda x: (k for k, g in itertools.groupby(x)),
        'cycle': lambda x: itertools.islice(itertools.cycle(x), 5), 'generator': lambda x: (y for y in x)}.items():
    again = Again()
    again.outer = make(again)
    attempt(name, lambda: list(itertools.islice(again.outer, 6)))
    again.outer = None


class Dropping:
    """Forgets the iterator that is asking it."""
    def __init__(self): self.holder = []
    def __iter__(self): return self
    def __next__(self):
        self.holder.clear()
        gc.collect()
        return 'x'


for name, make in {'map': lambda x: map(str, x), 'enumerate': enumerate, 'zip': lambda x: zip(x, x),
                   'chain': itertools.chain, 'pairwise': itertools.pairwise,
                   'islice': lambda x: itertools.islice(x, 1, 9), 'groupby': itertools.groupby,
                   'accumulate': itertools.accumulate, 'generator': lambda x: (y for y in x),
                   'batched': lambda x: itertools.batched(x, 3)}.items():
    dropping = Dropping()
    dropping.holder.append(make(dropping))
    attempt(name, lambda: type(next(dropping.holder[0])).__name__)

print('--- functions that disturb')
items = [1, 2, 3]
attempt('map clears', lambda: list(map(lambda x: items.clear() or x, items)))
items = [1, 2, 3]
attempt('filter clears', lambda: list(filter(lambda x: items.clear() or True, items)))
items = [3, 1, 2]
attempt('groupby', lambda: [(k, list(g)) for k, g in itertools.groupby(items, lambda x: items.append(0)
                                                                       if len(items) < 6 else 1)])
items = [1, 2, 3]
attempt('zip itself', lambda: [(items.pop(), pair)[1] for pair in zip(items, items)])
pairs = zip([1, 2, 3], [4, 5, 6])
kept = []
for pair in pairs:
    kept.append(pair)
print(kept)
result = itertools.product([1, 2], 'ab')
print([x for x in result][1:3])
items = [1, 2]
attempt('sum', lambda: sum((items.append(x) or x for x in items if len(items) < 9), 0))
d = deque([1, 2, 3])
attempt('deque map', lambda: list(map(d.append, d)))


class Last:
    def __init__(self, action): self.action = action
    def __del__(self): self.action()


print('--- dropped values that ask the iterator')
z = None


def endless():
    while True:
        yield Last(lambda: z and print('   zip', type(next(z, 'end')).__name__) if False else None)


z = zip(endless())
for _ in range(3):
    next(z)
tee, other = itertools.tee(Last(lambda: None) for _ in range(3))
next(tee)
del other
print(sum(1 for _ in tee))

print('--- generators')


def reenter():
    try:
        next(g)
    except ValueError as error:
        yield str(error)
    yield 'more'


g = reenter()
print(list(g))


def closes():
    try:
        yield 1
        g.close()
        yield 2
    finally:
        print('   finally')


g = closes()
attempt('close inside', lambda: list(g))


def refuses():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


g = refuses()
next(g)
attempt('refuses', g.close)
g = (x for x in [Last(lambda: attempt('next in del', lambda: next(g)))])
next(g)
attempt('end', lambda: next(g, 'end'))


def dies():
    me = Last(lambda: print('   dies', len(kept)))
    kept.append(weakref.ref(me))
    yield me


kept.clear()
g = dies()
next(g)
g = None
print(kept[0]() is None)

print('--- unpacking')


class Shrinks:
    def __init__(self, items): self.items = items
    def __iter__(self):
        for x in self.items:
            yield x
            self.items.clear()


attempt('two', lambda: (lambda a, b: (a, b))(*Shrinks([1, 2])))
items = [1, 2, 3]


class Target:
    def __setitem__(self, key, value): items.clear()
    def __setattr__(self, name, value): items.append(9)


try:
    Target()[0], x, y = items
    print(x, y, items)
except ValueError as error:
    print(error)
items = [1, 2, 3]
Target()[0], *rest = items
print(rest, items)
items = [1, 2, 3]
for Target()[0] in items:
    print('once')
items = [1, 2]
items[0], items[1:] = 5, items
print(items)
items = [[1, 2], 3]
items[0], items = items
print(items)


class Clears:
    """Compares equal and clears what is being matched."""
    def __init__(self, subject): self.subject = subject
    def __eq__(self, other):
        self.subject.clear()
        return True


class Names:
    pass


for make in (lambda: {'a': 1, 'b': 2}, lambda: (1, 2, 3)):
    subject = make()
    Names.clears = Clears(subject if isinstance(subject, dict) else {})
    try:
        match subject:
            case [Names.clears, 2, x]:
                print('sequence', x, subject)
            case {'a': Names.clears, 'b': y}:
                print('mapping', y, subject)
            case _:
                print('neither', subject)
    except Exception as error:
        print(type(error).__name__, error)


class Mapping(dict):
    def get(self, key, default=None):
        self.clear()
        return super().get(key, default)


match Mapping(a=1, b=2):
    case {'a': x}:
        print('found', x)
    case other:
        print('cleared', other)


class Sub(list):
    def __len__(self):
        return 2
    def __getitem__(self, key):
        self.clear()
        return super().__getitem__(key)


try:
    match Sub([1, 2]):
        case [a, b]:
            print(a, b)
except Exception as error:
    print(type(error).__name__, error)
