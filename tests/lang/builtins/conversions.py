# tests/lang/builtins/conversions.py -- float(), int.from_bytes and others: which dunder is asked, odd values
import itertools
import warnings


def attempt(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


INF = float('inf')
for base in 0.0, -0.0:
    for exponent in -INF, -1.0, -2.0, INF, -3, -1e300:
        attempt(lambda: base ** exponent, lambda: pow(base, exponent))


class Text(str):
    def __float__(self):
        return float(str(self)) + 1


class Twice(float):
    def __new__(cls, value=0.):
        return float.__new__(cls, 2 * value)

    def __float__(self):
        return 42.


class Itself(float):
    def __float__(self):
        return self


class Wrong(float):
    def __float__(self):
        return ''


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    attempt(lambda: float(Text('8')), lambda: float(Twice(21.)), lambda: float(Wrong()),
            lambda: (type(float(Itself(3))), float(Itself(3))), lambda: Twice(1.) + 1)
    print([str(warning.message) for warning in caught])
attempt(lambda: float.fromhex('0x1p\uff10'), lambda: float.fromhex('\u2003 1'), lambda: float.fromhex(' 0x.8p1 '))


class Gives:
    def __init__(self, value):
        self.value = value

    def __bytes__(self):
        return self.value


for x in Gives(b'\1\2'), Gives('x'), [1, 2], 'ab', 5, None, range(3), b'', [256], memoryview(b'ab'):
    attempt(lambda: int.from_bytes(x, 'big'), lambda: int.from_bytes(bytes=x, signed=True))
attempt(lambda: (5).to_bytes(1, 5), lambda: (5).to_bytes(1, 'x'), lambda: int.from_bytes(b'', 5),
        lambda: float.__getformat__(3))
attempt(lambda: {1}.intersection([1, []]), lambda: {1, 2}.intersection(itertools.count()),
        lambda: {1, 2}.intersection([1, []]), lambda: set().intersection([[]]),
        lambda: frozenset({3}).intersection(itertools.count()))
