# tests/lib/copy_kinds.py -- copy() and deepcopy() of one object of every kind
import array
import collections
import copy
import functools
import io
import mmap
import operator
import re
import types
import weakref


class Plain:
    def method(self):
        return self.x

    @classmethod
    def made(cls):
        return cls


class Slotted:
    __slots__ = 'a', 'b'


class Both(Slotted):
    pass


class Items(list):
    pass


class Names(dict):
    pass


class Text(str):
    pass


class Pair(tuple):
    pass


class Copies:
    def __copy__(self):
        return 'copied'

    def __deepcopy__(self, memo):
        return 'deep', len(memo)


class Refuses:
    def __reduce_ex__(self, protocol):
        raise TypeError(f'no copies, protocol {protocol}')


class Named:
    def __reduce__(self):
        return 'Named'


class State:
    def __getstate__(self):
        return {'x': [1]}

    def __setstate__(self, state):
        self.state = state


class Many:
    def __init__(self, *args):
        self.args, self.list, self.dict = args, [], {}

    def append(self, item):
        self.list.append(item)

    def __setitem__(self, key, value):
        self.dict[key] = value

    def __reduce__(self):
        return Many, ([1], 2), {'more': []}, iter([[3], 4]), iter([('k', [5])])


def moved(iterator, steps=1):
    for _ in range(steps):
        next(iterator)
    return iterator


plain = Plain()
plain.x = [1, [2]]
slotted = Slotted()
slotted.a = [1]
both = Both()
both.a, both.x = [1], [2]
items = Items([1, [2]])
items.x = [3]
names = Names(a=[1])
names.x = [3]
text = Text('abc')
text.x = [1]
pair = Pair([1, [2]])
pair.x = [1]
loop = [1]
loop.append(loop)
knot = ([],)
knot[0].append(knot)
ring = {}
ring['ring'] = ring
point = collections.namedtuple('point', 'x y')
default = collections.defaultdict(list, a=[1])
cases = {
    'int': 5, 'large': 2 ** 80, 'float': 1.5, 'complex': 1j, 'bool': True, 'None': None,
    'Ellipsis': ..., 'NotImplemented': NotImplemented, 'str': 'abc', 'bytes': b'abc',
    'bytearray': bytearray(b'abc'), 'tuple': (1, 2), 'tuple of list': (1, [2]), 'empty': (),
    'list': [1, [2]], 'dict': {'a': [1]}, 'set': {1, 2}, 'frozenset': frozenset([1, 2]),
    'frozenset of tuple': frozenset([(1, 2)]), 'range': range(5), 'slice': slice(1, [2], 3),
    'loop': loop, 'knot': knot, 'ring': ring, 'twice': [[1]] * 2, 'plain': plain,
    'slotted': slotted, 'both': both, 'items': items, 'names': names, 'text': text, 'pair': pair,
    'copies': Copies(), 'refuses': Refuses(), 'named': Named(), 'state': State(), 'many': Many(),
    'class': Plain, 'builtin class': int, 'metaclass': type, 'function': moved, 'builtin': len,
    'lambda': (lambda: 1), 'method': plain.method, 'class method': Plain.made,
    'builtin method': [1, [2]].append, 'method of class': list.append, 'slot': [1].__len__,
    'classmethod': Plain.__dict__['made'], 'staticmethod': staticmethod(len),
    'property': property(len), 'module': copy, 'code': moved.__code__, 'cell': types.CellType([1]),
    'generator': (i for i in ()), 'weakref': weakref.ref(plain),
    'weakset': weakref.WeakSet([plain]), 'weakdict': weakref.WeakValueDictionary({1: plain}),
    'proxy': types.MappingProxyType({'a': [1]}), 'namespace': types.SimpleNamespace(a=[1]),
    'alias': list[int], 'union': int | str, 'pattern': re.compile('a'), 'match': re.match('a', 'a'),
    'partial': functools.partial(moved, [1], steps=[2]), 'getter': operator.attrgetter('a.b'),
    'error': ValueError('a', [1]), 'os error': OSError(2, 'none', 'file'),
    'group': ExceptionGroup('g', [ValueError(1)]), 'namedtuple': point(1, [2]),
    'deque': collections.deque([1, [2]], 5), 'defaultdict': default,
    'Counter': collections.Counter('aab'), 'OrderedDict': collections.OrderedDict(a=[1]),
    'ChainMap': collections.ChainMap({'a': [1]}, {}), 'UserDict': collections.UserDict(a=[1]),
    'UserList': collections.UserList([[1]]), 'UserString': collections.UserString('a'),
    'array': array.array('i', [1, 2]), 'memoryview': memoryview(b'abc'), 'mmap': mmap.mmap(-1, 5),
    'file': io.BytesIO(b'abc'), 'text file': io.StringIO('abc'),
    'list iterator': moved(iter([1, 2, [3]])),
    'tuple iterator': moved(iter((1, 2, [3]))), 'str iterator': moved(iter('abc')),
    'bytes iterator': moved(iter(b'abc')), 'bytearray iterator': moved(iter(bytearray(b'abc'))),
    'range iterator': moved(iter(range(3))), 'long range': moved(iter(range(2 ** 70, 2 ** 70 + 3))),
    'dict iterator': moved(iter({1: 2, 3: 4})), 'values': moved(iter({1: [2], 3: [4]}.values())),
    'pairs': moved(iter({1: 2, 3: 4}.items())), 'set iterator': moved(iter({1, 2, 3})),
    'reversed list': moved(reversed([1, 2, 3])), 'reversed dict': moved(reversed({1: 2, 3: 4})),
    'reversed range': moved(reversed(range(3))), 'reversed': moved(reversed((1, 2, 3))),
    'enumerate': moved(enumerate('abc', 5)), 'zip': moved(zip('abc', [1, 2, [3]])),
    'map': moved(map(str, [1, 2, 3])), 'filter': moved(filter(None, [1, 2, 3])),
    'call iterator': iter(int, 1), 'sequence iterator': moved(iter(collections.UserList('abc'))),
    'deque iterator': moved(iter(collections.deque([1, 2, 3]))),
    'array iterator': moved(iter(array.array('i', [1, 2, 3]))), 'memory': iter(memoryview(b'ab')),
    'keys': {1: 2}.keys(), 'object': object(), 'super': super(Both, both),
}


def shown(x):
    if hasattr(x, '__next__') and not isinstance(x, types.GeneratorType):
        return type(x).__name__, [next(x, 'end') for _ in range(4)]
    own = getattr(x, '__dict__', None)
    parts = [type(x).__name__]
    quiet = type, types.FunctionType, types.GenericAlias, weakref.WeakValueDictionary
    parts += [str(vars(x))] if own and not isinstance(x, quiet) else []
    parts += [getattr(x, 'a', '')] if isinstance(x, Slotted) else []
    if isinstance(x, (list, dict, set, tuple, str, int, Exception, bytes, bytearray, array.array)):
        parts.append(repr(x))
    return [str(part).split(' at 0x')[0] for part in parts]


def inner(x, y):
    """Is what lies in both the same object?"""
    if isinstance(x, (list, tuple, collections.deque, collections.UserList)) and len(x):
        return x[-1] is y[-1]
    if isinstance(x, (dict, collections.UserDict, collections.ChainMap)) and x:
        key = next(iter(x))
        return x[key] is y[key]
    if isinstance(x, (Plain, Slotted)):
        return getattr(x, 'x', 0) is getattr(y, 'x', 0), getattr(x, 'a', 0) is getattr(y, 'a', 0)


for name, x in cases.items():
    for how in copy.copy, copy.deepcopy:
        try:
            y = how(x)
        except Exception as error:
            print(name, how.__name__, f'{type(error).__name__}: {error}'.split(' at 0x')[0])
            continue
        print(name, how.__name__, y is x, inner(x, y), shown(y))
