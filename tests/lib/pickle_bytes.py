# tests/lib/pickle_bytes.py -- pickles of all kinds of objects, octet for octet, and read back
import array
import binascii
import collections
import functools
import pickle
import sys
import types


class Plain:

    def __init__(self, **k):
        self.__dict__.update(k)

    def __eq__(self, o):
        return type(o) is type(self) and self.__dict__ == o.__dict__


class Slots:
    __slots__ = ('a', 'b')


class Both(Plain):
    __slots__ = ('s',)


class L(list):
    pass


class D(dict):
    pass


class I(int):
    pass


class S(str):
    pass


class T(tuple):

    def __new__(cls, *a):
        return super().__new__(cls, a)

    def __getnewargs__(self):
        return tuple(self)


class Kw:

    def __new__(cls, *, k):
        o = object.__new__(cls)
        o.k = k
        return o

    def __getnewargs_ex__(self):
        return ((), {'k': self.k})


class St:

    def __getstate__(self):
        return (1, 2)

    def __setstate__(self, s):
        self.s = s


class Red:

    def __reduce__(self):
        return (Red, (), {'z': 1}, iter([]), iter([('a', 1)]))

    def __setitem__(self, k, v):
        setattr(self, k, v)


class Nest:

    class In:

        class Deep:
            pass

    def m(self):
        pass


P = collections.namedtuple('P', 'x y')


def f():
    pass


rec = []
rec.append(rec)
rd = {}
rd['me'] = rd
rt = ([],)
rt[0].append(rt)
s = Slots()
s.a = 1
b = Both(q=1)
b.s = 2
l = L([1, 2])
l.x = 1
d = D(a=1)
d.y = 2
xs = [
    0, 1, -1, 255, 256, 65535, 65536, -2 ** 31, 2 ** 31 - 1, 2 ** 31, -2 ** 31 - 1, 2 ** 63,
    -2 ** 63, 2 ** 64, 2 ** 2000, -2 ** 2000, 128, -128, -129, 2 ** 15 - 1, -2 ** 15, 1.5, 0.0,
    -0.0, 1e+300, float('inf'), float('-inf'), True, False, None, Ellipsis, NotImplemented, '',
    'abc', 'é', '€', '😀', '\ud800', 'a\nb\\c\r\x00\x1a', 'x' * 300, 'é' * 200, b'', b'abc',
    b'\xff\x00', b'x' * 300, bytearray(), bytearray(b'xyz'), (), (1,), (1, 2), (1, 2, 3),
    (1, 2, 3, 4), [], [1], [1, 2], list(range(2500)), {}, {1: 2}, {1: 2, 3: 4},
    {i: i for i in range(2500)}, set(), {1}, frozenset(), frozenset([1]), [(), (), [], []],
    ['a', 'a'], rec, rd, rt, 3 + 4j, slice(1, 2, 3), range(5), range(10 ** 20), Plain(a=1, b=[2]),
    s, b, l, d, I(5), S('q'), T(1, 2), Kw(k=3), St(), Red(), [Plain(), Plain()], P(1, 2), P, int,
    list, Plain, Nest.In, Nest.In.Deep, f, len, Nest.m, type, type(None), type(...),
    type(NotImplemented), object, collections.OrderedDict(a=1), collections.OrderedDict,
    collections.defaultdict(list, a=[1]), collections.Counter('aab'),
    collections.deque([1, 2], 5), collections.deque(), collections.ChainMap({1: 2}),
    array.array('i', [1, 2, 3]), array.array('d'), functools.partial(f, 1, a=2), functools.reduce,
    ValueError('a', 1), OSError(2, 'x'), OSError(2, 'x', 'fn'), KeyError('k'),
    FileNotFoundError(2, 'q'), UnicodeDecodeError('utf-8', b'a', 0, 1, 'r'), StopIteration(3),
    SystemExit(1), iter([1, 2, 3]), iter((1, 2)), iter('ab'), iter(b'ab'), iter({}),
    iter(range(3)), reversed([1, 2]), enumerate('ab'), zip('ab'), map(str, 'a'),
    filter(None, 'a'), [].append, 'a'.join, [1].__len__, 'x' * 70000,
    [b'y' * 70000, 'z', b'y' * 66000], ['a' * 30000] * 1 + ['b' * 30000] + ['c' * 30000],
    bytearray(b'q' * 70000), memoryview, types.SimpleNamespace(a=1), iter(bytearray(b'ab')),
    dict.fromkeys, int.from_bytes, str.upper, collections.abc.Sized, ImportError('m', name='n'),
    AttributeError('a'), list[int], int | str, {'k': 'k'}, property, iter([]), iter(()), iter(''),
    classmethod, range, {1: 2}.keys, 'abc'.encode, b'%d'.hex, sys.intern, types.FunctionType,
    AttributeError,
]
x = iter([1, 2, 3])
next(x)
xs.append(x)
x = iter('abc')
next(x)
xs.append(x)
x = iter(range(5))
next(x)
xs.append(x)
x = iter({1: 2, 3: 4})
next(x)
xs.append(x)


def shown(data):
    if isinstance(data, str):
        return data
    return data if len(data) <= 60 else (len(data), binascii.crc32(data))


def dumped(x, protocol):
    try:
        return pickle.dumps(x, protocol)
    except Exception as error:
        return f'{type(error).__name__}: {error}'.split(' at 0x')[0]


def looked_at(x, y):
    if isinstance(x, (set, frozenset)):
        return (type(y), sorted(y))
    if hasattr(y, '__next__'):
        return (type(y), [str(item) for item in y])
    if isinstance(y, (int, float, str, bytes, tuple, type, types.GenericAlias)) or y is None:
        return repr(y)[:80]
    return (type(y), getattr(y, 'args', None), str(getattr(y, '__dict__', None))[:60].split(' at ')[0])


for number, x in enumerate(xs):
    pickles = [dumped(x, protocol) for protocol in range(6)]
    print(number, *[shown(data) for data in pickles])
    if isinstance(pickles[4], bytes):
        print('  ', looked_at(x, pickle.loads(pickles[4])))
