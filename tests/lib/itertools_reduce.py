# tests/lib/itertools_reduce.py -- iterators of itertools taken apart, copied, set to other states
import copy
import itertools
import pickle
import warnings

warnings.simplefilter('ignore', DeprecationWarning)
makers = {
    'count': lambda: itertools.count(3), 'count by': lambda: itertools.count(1.5, .5),
    'cycle': lambda: itertools.cycle('abc'), 'repeat': lambda: itertools.repeat(1),
    'repeat 3': lambda: itertools.repeat(1, 3), 'chain': lambda: itertools.chain('ab', 'cd'),
    'chain of none': lambda: itertools.chain(),
    'chained': lambda: itertools.chain.from_iterable(['ab', 'cd']),
    'compress': lambda: itertools.compress('abc', [1, 0, 1]),
    'dropwhile': lambda: itertools.dropwhile(str.isalpha, 'ab1c'),
    'takewhile': lambda: itertools.takewhile(str.isalpha, 'ab1c'),
    'filterfalse': lambda: itertools.filterfalse(None, [0, 1, 0]),
    'starmap': lambda: itertools.starmap(pow, [(1, 2), (3, 4)]),
    'islice': lambda: itertools.islice('abcdef', 1, 5, 2),
    'islice open': lambda: itertools.islice('abc', 1, None),
    'accumulate': lambda: itertools.accumulate([1, 2, 3]),
    'accumulate max': lambda: itertools.accumulate([1, 2, 3], max, initial=2),
    'accumulate None': lambda: itertools.accumulate([None, 2, 3], divmod),
    'groupby': lambda: itertools.groupby('aabb'),
    'groupby key': lambda: itertools.groupby('aabb', str.upper),
    'zip_longest': lambda: itertools.zip_longest('ab', 'c', fillvalue=7),
    'product': lambda: itertools.product('ab', 'cd'), 'product 0': lambda: itertools.product(),
    'product of none': lambda: itertools.product('ab', ''),
    'permutations': lambda: itertools.permutations('abc', 2),
    'permutations long': lambda: itertools.permutations('ab', 3),
    'permutations 0': lambda: itertools.permutations('ab', 0),
    'combinations': lambda: itertools.combinations('abc', 2),
    'combinations long': lambda: itertools.combinations('ab', 3),
    'repeating': lambda: itertools.combinations_with_replacement('ab', 2),
}
states = (None, (), (1,), (1, 2), (1, 2, 3), 5, 'a', (0, 0), (0, 9), ([1], 0), ([1], 1), True,
          False, (-5,), ((0, 1), (1, 1)), -1, 2 ** 70, ([],), ((0, 1, 2), (2, 1)),
          ((2, 1, 0), (9, -4)), {})


def shown(f, *args):
    try:
        text = repr(f(*args))
    except Exception as error:
        text = f'{type(error).__name__}: {error}'
    return ' '.join(word for word in text.split(' ') if not word.startswith('0x')).replace(' at', '')


def moved(iterator, steps):
    for _ in range(steps):
        next(iterator, None)
    return iterator


def rest(iterator):
    return [next(iterator, None) for _ in range(5)]


for name, make in makers.items():
    for steps in (0, 1, 2, 3, 9):
        if name == 'accumulate None' and steps > 1 or name == 'zip_longest' and steps > 2:
            continue
        print(name, steps, shown(moved(make(), steps).__reduce__))
        if name.startswith('groupby'):
            continue
        print('   copy', shown(rest, copy.copy(moved(make(), steps))))
        print('   pickle', shown(rest, pickle.loads(pickle.dumps(moved(make(), steps)))))
    for state in states:
        iterator = make()
        if not hasattr(iterator, '__setstate__') or name in ('combinations long', 'zip_longest'):
            continue
        print('  ', state, shown(iterator.__setstate__, state), shown(rest, iterator))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        copy.copy(make())
    print('  ', {(warning.category, str(warning.message)) for warning in caught})
one, two = itertools.tee('abcd')
next(one)
one, two = pickle.loads(pickle.dumps((one, two)))
print(list(one), list(two))
one, two = copy.deepcopy(itertools.tee(iter('abcd')))
print(next(two), list(one), list(two))
