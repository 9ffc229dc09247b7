# tests/differential/prelude.py -- what every generated program can use: classes with odd protocols, show()
import re
import sys
import array
import copy
import operator
import struct
from collections import Counter, OrderedDict, UserList, UserString, defaultdict, deque, namedtuple
from itertools import (accumulate, batched, chain, combinations, compress, cycle, dropwhile,
                       filterfalse, groupby, islice, pairwise, permutations, product, repeat,
                       starmap, takewhile, zip_longest)

LONGEST = 400
ADDRESS = re.compile(r'0x[0-9a-f]+')


def describe(value, depth=0):
    """A text that does not depend on addresses, nor on the order of a set."""
    if depth > 4:
        return '...'
    kind = type(value)
    if isinstance(value, (set, frozenset)):
        items = sorted(describe(item, depth + 1) for item in value)
        return f'{kind.__name__}({{{", ".join(items)}}})'
    if kind in (list, tuple, deque):
        items = ', '.join(describe(item, depth + 1) for item in value)
        return f'{kind.__name__}({items})'
    if kind in (dict, defaultdict, OrderedDict):
        items = ', '.join(f'{describe(key, depth + 1)}: {describe(item, depth + 1)}'
                          for key, item in value.items())
        return f'{kind.__name__}({items})'
    if kind is memoryview:
        return describe_view(value)
    return repr(value)


def describe_view(view):
    try:
        return (f'view({view.format!r}, {view.shape}, {view.strides}, {view.readonly}, '
                f'{view.c_contiguous}, {view.tolist()!r})')
    except Exception as error:
        return f'view({error})'


def shorten(text):
    text = ADDRESS.sub('0x', text)
    if len(text) > LONGEST:
        total = 0
        for character in text:
            total = (total * 31 + ord(character)) & 0xffffffff
        text = f'{text[:LONGEST]}... {len(text)} {total}'
    return text.encode('utf-8', 'backslashreplace').decode()


def show(*values):
    for value in values:
        try:
            text = describe(value)
            plain = repr(value) if depthless(value) else ''
        except RecursionError:
            text, plain = 'too deep', ''
        print(type(value).__name__, shorten(text), shorten(plain) if plain != text else '')


def depthless(value):
    return type(value) in (list, tuple, deque, dict) and 'set' not in describe(value)


def report(error):
    print('!', type(error).__name__, shorten(str(error)))


def t(name, value):
    """Tells that it was evaluated."""
    print('t', name)
    return value


class Index:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
    def __repr__(self): return f'Index({self.n})'


class Bare:
    """Has no protocol at all."""
    def __repr__(self): return 'Bare()'


class Refusing:
    """Knows every operator, and none of the operands."""
    def _refuse(self, other): return NotImplemented
    __add__ = __radd__ = __mul__ = __rmul__ = __iadd__ = __imul__ = __mod__ = __or__ = _refuse
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __sub__ = __and__ = __ior__ = _refuse
    __hash__ = None
    def __repr__(self): return 'Refusing()'


class Taking:
    """Answers every operator with what it was."""
    def __init__(self, n=0): self.n = n
    def __repr__(self): return f'Taking({self.n})'
    def __add__(self, other): return ('add', other)
    def __radd__(self, other): return ('radd', other)
    def __iadd__(self, other): return Taking(self.n + 1)
    def __mul__(self, other): return ('mul', other)
    def __rmul__(self, other): return ('rmul', other)
    def __rsub__(self, other): return ('rsub', other)
    def __ror__(self, other): return ('ror', other)
    def __rand__(self, other): return ('rand', other)
    def __rmod__(self, other): return ('rmod', other)
    def __eq__(self, other): return self.n == other
    def __lt__(self, other): return self.n < other
    def __hash__(self): return hash(self.n)
    def __bool__(self): return self.n > 1
    def __format__(self, spec): return f'<{spec}>'
    def __len__(self): return self.n
    def __getitem__(self, key): return self._at(key)
    def _at(self, key):
        if isinstance(key, int) and key >= self.n:
            raise IndexError(f'no {key}')
        return key
    def __contains__(self, item): return item


class Items:
    """An iterable that tells what is done with it, and may lie about its length."""
    def __init__(self, *items, hint=None, fails=False):
        self.items, self.hint, self.fails = items, hint, fails
    def __iter__(self):
        print('iter')
        for item in self.items:
            print('next')
            yield item
        if self.fails:
            raise KeyError('no more')
    def __length_hint__(self):
        return NotImplemented if self.hint is None else self.hint
    def __repr__(self): return f'Items{self.items}'


class Old:
    """Iterable by __getitem__ alone."""
    def __init__(self, *items): self.items = items
    def __getitem__(self, n): return self.items[n]
    def __repr__(self): return f'Old{self.items}'


class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f'Point({self.x!r}, {self.y!r})'
    def __eq__(self, other): return type(other) is Point and (self.x, self.y) == (other.x, other.y)
    __hash__ = None


class Strange:
    __match_args__ = 'ab'
    a = 1
    def __repr__(self): return 'Strange()'


class Box:
    """Attributes and items that tell of every access."""
    def __init__(self): object.__setattr__(self, 'store', {})
    def __getattr__(self, name):
        print('get', name)
        return 7
    def __setattr__(self, name, value): print('set', name, shorten(describe(value)))
    def __delattr__(self, name): print('del', name)
    def __getitem__(self, key):
        print('item', shorten(describe(key)))
        return 5
    def __setitem__(self, key, value):
        print('store', shorten(describe(key)), shorten(describe(value)))
    def __delitem__(self, key): print('delete', shorten(describe(key)))
    def __repr__(self): return 'Box()'


class List(list):
    def __getitem__(self, key):
        print('List item')
        return super().__getitem__(key)
    def __iter__(self):
        print('List iter')
        return super().__iter__()


class Tuple(tuple): pass
class Str(str): pass
class Bytes(bytes): pass
class Bytearray(bytearray): pass
class Int(int): pass
class Dict(dict):
    def __missing__(self, key): return ('missing', key)
class Set(set): pass
class Deque(deque): pass
Named = namedtuple('Named', 'x y')


def first(x): return x[0]
def last(x): return x[-1]
def kind(x): return type(x).__name__
def fails(x): raise ValueError(f'key of {x!r}')
def call(a, b=2, *c, d=4, **e): return a, b, c, d, e
def few(x, /, y, *, z=0): return x, y, z
