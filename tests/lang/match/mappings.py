# tests/lang/match/mappings.py -- mapping patterns: keys, rest, which types count, missing keys
def f(v):
    match v:
        case {'type': 'circle', 'r': r}: return f'circle {r}'
        case {'type': 'rect', 'w': w, 'h': h, **rest}: return f'rect {w} {h} {rest}'
        case {1: x, 2.5: y}: return f'numbers {x} {y}'
        case {None: n}: return f'None key {n}'
        case {True: t}: return f'True key {t}'
        case {b'k': [a, *b]}: return f'bytes key {a} {b}'
        case {'nested': {'deep': {'er': d}}}: return f'deep {d}'
        case {'maybe': None | False as m}: return f'maybe {m}'
        case {-1: neg, 1 + 1j: c}: return f'neg {neg} {c}'
        case {'only': _, **rest} if not rest: return 'only'
        case {**rest} if len(rest) == 1: return f'rest {rest}'
        case {}: return 'some mapping'
        case _: return 'no mapping'
for v in ({'type': 'circle', 'r': 1, 'x': 2}, {'type': 'rect', 'w': 1, 'h': 2},
          {'h': 1, 'w': 2, 'type': 'rect', 'c': 3}, {1: 'a', 2.5: 'b'}, {1.0: 'a', 2.5: 'b'},
          {None: 0}, {1: 't'}, {b'k': (1, 2)}, {b'k': 'ab'}, {'nested': {'deep': {'er': 5}}},
          {'nested': {'deep': 1}}, {'maybe': None}, {'maybe': 0}, {-1: 1, 1 + 1j: 2}, {'only': 1},
          {'only': 1, 'z': 2}, {}, {5: 6}, [], [('type', 'circle')], 'abc', None, {1, 2}):
    print(v, '->', f(v))
from collections import OrderedDict, defaultdict, Counter, ChainMap
import collections.abc, types
class K:
    KEY = 'dotted'
dd = defaultdict(lambda: 'made')
match dd:
    case {'x': v}: print('no', v)
    case _: print('get is used, nothing made', dict(dd))
match Counter('aab'):
    case {'a': n, **rest}: print(n, rest, type(rest).__name__)
match {'dotted': 3}:
    case {K.KEY: v}: print('value key', v)
match types.MappingProxyType({'a': 1}):
    case {'a': x}: print('proxy', x)
match ChainMap({'a': 1}, {'b': 2}):
    case {'a': x, 'b': y}: print(x, y)
class Map(collections.abc.Mapping):
    def __getitem__(self, k):
        print('getitem', k)
        return {'a': 1}[k]
    def __iter__(self): return iter('a')
    def __len__(self): return 1
    def get(self, k, d=None):
        print('get', k)
        return super().get(k, d)
match Map():
    case {'zz': _}: print('no')
    case {'a': v}: print('v', v)
class Fake:
    def __getitem__(self, k): return k
    def keys(self): return 'ab'
match Fake():
    case {}: print('no')
    case _: print('not a mapping')
rest = {'a': 1, 'b': 2}
match rest:
    case {'a': x, **rest}: print(x, rest)
class D:
    A, B = 'same', 'same'
try:
    match {'same': 1}:
        case {D.A: 1, D.B: 1}: pass
except ValueError as e: print(e)
