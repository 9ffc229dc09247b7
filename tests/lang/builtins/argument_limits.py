# tests/lang/builtins/argument_limits.py -- numbers beyond what arguments of builtins can be
import array
import bisect
import collections
import itertools
import operator

BIG = 2 ** 70


class Length:
    def __len__(self):
        return BIG

    def __length_hint__(self):
        return BIG

    def __iter__(self):
        return iter(())


class Hint:
    __length_hint__ = Length.__length_hint__
    __iter__ = Length.__iter__


def attempt(*functions):
    for function in functions:
        try:
            print(function())
        except (OverflowError, ValueError, IndexError, TypeError, MemoryError) as error:
            print(type(error).__name__, error)


for n in BIG, -BIG, 2 ** 31, -2 ** 31 - 1:
    if abs(n) == BIG:
        attempt(lambda: 'a\tb'.expandtabs(n), lambda: b'a\tb'.expandtabs(n))
    attempt(lambda: b'a'.hex(':', n), lambda: memoryview(b'a').hex(':', n))
    for x in '', [1], (1,), b'', 1, bytearray(b'a'), range(3), slice(1), {}, set():
        attempt(lambda: type(x.__reduce_ex__(n)))
attempt(lambda: [].insert(BIG, 1), lambda: [1].pop(BIG), lambda: [1].index(1, BIG), lambda: [1] * BIG,
        lambda: 'a' * BIG, lambda: b'a' * BIG, lambda: bytearray(b'a') * BIG, lambda: (1,) * BIG,
        lambda: [1].__mul__(BIG), lambda: [1].__imul__(BIG), lambda: bytes(BIG),
        lambda: bytearray(BIG), lambda: bytearray(b'a').pop(BIG),
        lambda: bytearray(b'a').insert(BIG, 1), lambda: bytearray(b'a')[BIG], lambda: [1][BIG],
        lambda: 'a'[BIG], lambda: (1,)[BIG], lambda: range(3)[BIG], lambda: b'abc'[BIG],
        lambda: memoryview(b'abc')[BIG])
attempt(lambda: len(Length()), lambda: operator.length_hint(Length()), lambda: list(Length()),
        lambda: bool(Length()), lambda: operator.length_hint(Hint()), lambda: list(Hint()))
items = collections.deque([1, 2])
attempt(lambda: items.rotate(BIG), lambda: items.insert(BIG, 1), lambda: items.index(1, BIG),
        lambda: items * BIG, lambda: items[BIG], lambda: collections.deque([], BIG))
numbers = array.array('i', [1])
attempt(lambda: numbers.insert(BIG, 1), lambda: numbers.pop(BIG), lambda: numbers[BIG],
        lambda: numbers * BIG, lambda: numbers.index(1, BIG))
attempt(lambda: bisect.bisect([1], 1, BIG), lambda: bisect.bisect([1], 1, 0, BIG),
        lambda: itertools.repeat(1, BIG), lambda: itertools.islice([], BIG),
        lambda: itertools.combinations([], BIG), lambda: itertools.product([], repeat=BIG),
        lambda: itertools.tee([], BIG), lambda: itertools.batched([], BIG))
for x in [1, 2], (1,), range(3), 'ab', b'ab':
    iterator = iter(x)
    attempt(lambda: iterator.__setstate__(BIG))
attempt(lambda: 'a'.center(BIG), lambda: 'a'.zfill(BIG), lambda: 'a'.split('a', BIG),
        lambda: 'a'.replace('a', 'b', BIG), lambda: 'a'.replace('a', 'b', count=BIG),
        lambda: b'a'.replace(b'a', b'b', BIG), lambda: b'a'.split(b'a', BIG),
        lambda: 'a'.rsplit(maxsplit=BIG), lambda: 'a'.find('a', BIG, -BIG),
        lambda: (5).to_bytes(BIG), lambda: round(1.5, BIG), lambda: round(5, BIG),
        lambda: 1 << BIG, lambda: 1 >> BIG, lambda: 1 << -1)
attempt(lambda: chr(BIG), lambda: '%c' % BIG, lambda: '%*d' % (BIG, 1), lambda: '%.*f' % (BIG, 1),
        lambda: format(1, '9' * 30), lambda: '{:{}}'.format(1, BIG), lambda: '%99999999999999999999d' % 1,
        lambda: '%.99999999999999999999d' % 1)
attempt(lambda: slice(BIG).indices(3), lambda: slice(1).indices(-1), lambda: slice(1).indices('a'),
        lambda: slice(None, None, BIG).indices(BIG), lambda: range(BIG)[BIG - 1],
        lambda: len(range(BIG)), lambda: range(BIG).index(BIG - 1), lambda: next(enumerate([1], BIG)))
attempt(lambda: bytes([BIG]), lambda: bytearray(b'a').append(BIG), lambda: BIG in b'a',
        lambda: -1 in b'a', lambda: 256 in bytearray(b'a'), lambda: b'a'.find(BIG),
        lambda: b'a'.count(-1), lambda: bytearray(b'a').remove(BIG), lambda: bytearray(b'a').extend([BIG]))


# What is checked first, and what an index of a subclass becomes
class Number(int):
    pass


class Fails:
    def __index__(self):
        raise KeyError('index')


class Text(str):
    pass


attempt(lambda: b'a'.find(None, 'x'), lambda: b'a'.count('x', []), lambda: b'a'.hex(5, 'x'),
        lambda: Fails() in b'a', lambda: '' % b'a', lambda: b'' % 'a', lambda: '' % [1], lambda: '' % 'a',
        lambda: b''.decode('nowhere'), lambda: str(b'', 'nowhere'),
        lambda: bytearray(b'abc').__init__(b'', []), lambda: bytearray().__reduce__(),
        lambda: bytearray(b'abc').__setitem__(slice('a'), 'x'),
        lambda: bytearray(b'abc').__setitem__(slice(1), object),
        lambda: bytearray(b'abc').__setitem__(slice(1), 1j),
        lambda: type(Text('abc').format(1)).__name__, lambda: type(Text('').format(1)).__name__,
        lambda: type(Text('a}}').format(1)).__name__)
for x in slice(True, Number(9), True).indices(Number(7)), slice(None).indices(True):
    print(x, [type(number).__name__ for number in x])
