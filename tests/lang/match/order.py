# tests/lang/match/order.py -- what a match statement looks at, how often, in which order, and what is bound
from collections.abc import Mapping, Sequence


class Told(type):
    def __instancecheck__(cls, x):
        print('  isinstance', cls.__name__, end=';')
        return super().__instancecheck__(x)


class Point(metaclass=Told):
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.values = {'x': x, 'y': y}
    def __getattr__(self, name):
        if name == 'values':
            raise AttributeError(name)
        print('  get', name, end=';')
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


class Seq(Sequence):
    def __init__(self, *items): self.items = items
    def __len__(self):
        print('  len', end=';')
        return len(self.items)
    def __getitem__(self, n):
        print('  item', n, end=';')
        return self.items[n]


class Map(Mapping):
    def __init__(self, **items): self.items_ = items
    def __len__(self):
        print('  len', end=';')
        return len(self.items_)
    def __getitem__(self, key):
        print('  item', key, end=';')
        return self.items_[key]
    def __iter__(self):
        print('  iter', end=';')
        return iter(self.items_)
    def get(self, key, default=None):
        print('  get', key, end=';')
        return self.items_.get(key, default)
    def keys(self):
        print('  keys', end=';')
        return super().keys()


class Values:
    """Constants whose lookup is told."""
    def __getattr__(self, name):
        print('  value', name, end=';')
        return {'one': Equal(1), 'two': Equal(2)}[name]


class Equal:
    def __init__(self, n): self.n = n
    def __eq__(self, other):
        print('  ==', self.n, end=';')
        return self.n == other
    def __hash__(self): return self.n


values = Values()


def guard(name, answer=True):
    print('  guard', name, end=';')
    return answer


def subject(x):
    print('  subject', end=';')
    return x


def look(title, x):
    a = b = c = rest = 'unbound'
    print(title, end=':')
    try:
        match subject(x):
            case values.one:
                end = 'one'
            case Point(x=0, y=a) if guard('zero', False):
                end = 'zero'
            case Point(1, b) | Point(b, 1):
                end = 'either'
            case Point(x=a, y=values.two | 3 as c):
                end = 'values'
            case {'a': a, 'b': values.one, **rest}:
                end = 'mapping with rest'
            case {'a': a, 'c': _} if guard('c'):
                end = 'mapping'
            case [a, values.two, *rest]:
                end = 'sequence with two'
            case [a, b] if guard('pair', False):
                end = 'pair'
            case [_, *_, c]:
                end = 'last'
            case [[a, *_], b] | [b, a]:
                end = 'nested'
            case str(a) | bytes(a):
                end = 'text'
            case _ if guard('other'):
                end = 'other'
    except Exception as error:
        end = f'{type(error).__name__} {error}'
    print(' ->', end, a, b, c, rest)


look('number', 1)
look('two', 2)
look('text', 'ab')
look('bytes', b'ab')
look('point', Point(0, 5))
look('point', Point(1, 5))
look('point', Point(7, 1))
look('point', Point(7, 2))
look('point', Point(7, 9))
look('dict', {'a': 1, 'b': 1, 'd': 3})
look('dict', {'a': 1, 'b': 2, 'c': 3})
look('dict', {'b': 1})
look('map', Map(a=1, b=1, d=3))
look('map', Map(a=1, c=3))
look('map', Map())
look('list', [1, 2])
look('list', [1, 2, 3])
look('list', [1, 5])
look('list', [1, 5, 6])
look('list', [])
look('list', ['x'])
look('tuple', (1, 5))
look('range', range(3))
look('seq', Seq(1, 2))
look('seq', Seq(1, 5, 6))
look('seq', Seq())
look('none', None)


class Fails:
    def __eq__(self, other): raise OSError('no ==')


class FailsLen(Sequence):
    def __len__(self): raise OSError('no len')
    def __getitem__(self, n): raise IndexError


class Lies(Sequence):
    """Its length is not that of what it iterates over."""
    def __init__(self, length, items): self.length, self.items = length, items
    def __len__(self): return self.length
    def __getitem__(self, n): return self.items[n]


class FailsGet(Mapping):
    def __len__(self): return 2
    def __getitem__(self, key): raise OSError('no item')
    def __iter__(self): return iter('ab')
    def get(self, key, default=None): raise OSError('no get')


class WrongArgs:
    __match_args__ = ['x']


class WrongName:
    __match_args__ = (1,)


class Twice:
    __match_args__ = ('x', 'x')
    x = 1


class Refuses(type):
    def __instancecheck__(cls, x): raise OSError('no isinstance')


class Refusing(metaclass=Refuses):
    pass


not_a_class = 5
tests = {
    '==': (Fails(), 'case 1: pass'),
    '== inside': ([1, Fails()], 'case [a, 2]: pass'),
    'len': (FailsLen(), 'case [a]: pass'),
    'no length': (FailsLen(), 'case [*_]: a = "any"'),
    'short': (Lies(2, 'a'), 'case [a, b]: pass'),
    'long': (Lies(1, 'abc'), 'case [a]: pass'),
    'long star': (Lies(1, 'abc'), 'case [a, *b]: pass'),
    'last': (Lies(5, 'abc'), 'case [*_, a]: pass'),
    'get': (FailsGet(), 'case {"a": a}: pass'),
    'rest': (FailsGet(), 'case {**a}: pass'),
    'empty mapping': (FailsGet(), 'case {}: a = "any"'),
    'match args': (WrongArgs(), 'case WrongArgs(a): pass'),
    'match args name': (WrongName(), 'case WrongName(a): pass'),
    'no match args': (Fails(), 'case Fails(a): pass'),
    'too many': (1, 'case int(a, b): pass'),
    'too many own': (Point(1, 2), 'case Point(a, b, c): pass'),
    'twice': (Twice(), 'case Twice(a, b): pass'),
    'twice keyword': (Twice(), 'case Twice(a, x=b): pass'),
    'int keyword': (5, 'case int(a, real=b): pass'),
    'no class': (1, 'case not_a_class(): pass'),
    'no class args': (1, 'case not_a_class(a): pass'),
    'no value': (1, 'case values.three: pass'),
    'no name': (1, 'case missing.x: pass'),
    'no class name': (1, 'case missing(): pass'),
    'isinstance': (1, 'case Refusing(): pass'),
    'guard': ([1, 2], 'case [a, b] if 1 // 0: pass'),
    'guard later': ([1, 2], 'case [a, b] if b > 5: pass\n  case [b, *a] if missing: pass'),
    'duplicate keys': ({1: 2}, 'case {values.one: a, values.one: b}: pass'),
    'unhashable key': ({1: 2}, 'case {lists.x: a}: pass'),
    'partial': ([1, [2, 3]], 'case [a, [b, 4]]: pass\n  case _: pass'),
    'body': ([1], 'case [a]: a += missing'),
    'alternatives': ([1, 2], 'case [a, 3] | [_, a]: pass'),
    'star middle': ([1, 2, 3, 4], 'case [a, *b, 4]: pass'),
}


class lists:
    x = []


for title, (x, cases) in tests.items():
    names = {**globals(), 'x': x}
    try:
        exec(f'match x:\n  {cases}', names)
        end = 'done'
    except Exception as error:
        end = f'{type(error).__name__} {error}'
    print(title, '->', end, {name: names[name] for name in 'abc' if name in names})
