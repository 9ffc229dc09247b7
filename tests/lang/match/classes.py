# tests/lang/match/classes.py -- class patterns: positional, keyword, __match_args__, builtins
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class P3(P):
    __match_args__ = ('x', 'y', 'z')
    z = 'class z'
class NoArgs: v = 1
def f(v):
    match v:
        case P3(a, b, c): return f'P3 {a} {b} {c}'
        case P(0, 0): return 'origin'
        case P(x=0, y=yy): return f'x0 {yy}'
        case P(a, y=b) if a == b: return f'diag {a}'
        case P(P(i, j), k): return f'nested {i} {j} {k}'
        case P(): return 'a P'
        case NoArgs(v=vv): return f'noargs {vv}'
        case bool(b): return f'bool {b}'
        case int(n) | float(n): return f'number {n}'
        case str(s): return f'str {s}'
        case bytes(b) | bytearray(b): return f'bytes {b}'
        case tuple((a, b)): return f'tuple {a} {b}'
        case list([x]): return f'list {x}'
        case dict({'k': x}): return f'dict {x}'
        case set(s) | frozenset(s): return f'set {len(s)}'
        case type(): return 'class'
        case object(__len__=n): return 'has len'
        case object(): return 'object'
for v in (P3(1, 2), P(0, 0), P(0, 5), P(4, 4), P(P(1, 2), 3), P(1, 2), NoArgs(), True, 5, 2.5, 's',
          b'b', bytearray(b'c'), (1, 2), (1, 2, 3), [1], [1, 2], {'k': 1}, {'z': 1}, {1, 2},
          frozenset(), int, P, None, ..., 1j):
    print(f(v))
class Bad1: __match_args__ = 5
class Bad2: __match_args__ = ['x']
class Bad3: __match_args__ = (5,)
class Dup:
    __match_args__ = ('a', 'a')
    a = 1
def attempt(g):
    try: print(g())
    except TypeError as e: print('TypeError', e)
def g1():
    match Bad1():
        case Bad1(x): return x
def g2():
    match Bad2():
        case Bad2(x): return x
def g3():
    match Bad3():
        case Bad3(x): return x
def g4():
    match Dup():
        case Dup(x, y): return x
def g5():
    match P(1, 2):
        case P(1, 2, 3): return 'no'
def g6():
    match P(1, 2):
        case P(1, x=1): return 'no'
def g7():
    match NoArgs():
        case NoArgs(1): return 'no'
def g8():
    match 5:
        case int(1, 2): return 'no'
def g9():
    not_class = 5
    match 5:
        case not_class(): return 'no'
def g10():
    match P(1, 2):
        case P(missing=1): return 'no'
        case P(x=1, y=3): return 'no'
        case P(x=xx, y=2): return f'yes {xx}'
def g11():
    match 5:
        case str(1, 2, 3): return 'not reached: isinstance first'
        case _: return 'default'
for g in (g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11): attempt(g)
class Meta(type):
    def __instancecheck__(cls, x):
        print('instancecheck')
        return x == 5
class Any5(metaclass=Meta): pass
match 5:
    case Any5(): print('virtual instance')
class Prop:
    @property
    def a(self):
        print('get a')
        return 1
    @property
    def b(self): raise ValueError('b raised')
    def __getattr__(self, n):
        print('getattr', n)
        raise AttributeError(n)
match Prop():
    case Prop(c=1): print('no')
    case Prop(a=2): print('no')
    case Prop(a=1): print('a is 1')
try:
    match Prop():
        case Prop(b=1): print('no')
except ValueError as e: print(e)
class Sub(int): pass
match Sub(3):
    case int(x): print(type(x).__name__, x)
from collections import namedtuple
N = namedtuple('N', 'a b')
match N(1, 2):
    case [x, y, z]: print('no')
    case N(b=2, a=q): print('named', q)
match N(1, 2):
    case (a, b): print('as sequence', a, b)
import collections
match collections.OrderedDict(a=1):
    case collections.OrderedDict(): print('dotted class')
