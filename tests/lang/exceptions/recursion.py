# tests/lang/exceptions/recursion.py -- RecursionError instead of a crash
import sys
def f(n): return f(n + 1)
def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n
class A:
    def __getattr__(self, n): return getattr(self, n + 'x')
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __len__(self): return len(self)
    def __call__(self): return self()
    def __getitem__(self, i): return self[i]
    def __add__(self, o): return self + o
    def __iter__(self): return iter(self)
    def __hash__(self): return hash(self)
    def __bool__(self): return bool(self)
    def __contains__(self, x): return x in self
def gen(): yield from gen()
def mutual1(): return mutual2()
def mutual2(): return mutual1()
a = A()
for name, call in (('f', lambda: f(0)), ('repr', lambda: repr(a)), ('eq', lambda: a == a),
                   ('len', lambda: len(a)), ('call', a), ('item', lambda: a[0]),
                   ('add', lambda: a + 1), ('iter', lambda: iter(a)),
                   ('hash', lambda: hash(a)), ('bool', lambda: bool(a)), ('in', lambda: 1 in a),
                   ('attr', lambda: a.zz), ('gen', lambda: list(gen())), ('mutual', mutual1),
                   ('lambda', (lambda g: g(g))(lambda g: lambda: g(g)()) ),
                   ('sort', lambda: sorted([1], key=lambda x: f(0))),
                   ('map', lambda: list(map(f, [0])))):
    try:
        call()
        print(name, 'returned')
    except RecursionError as e:
        print(name, str(e)[:32])
print(500 < depth() < 1000, sys.getrecursionlimit())
sys.setrecursionlimit(200)
print(depth() < 200)
sys.setrecursionlimit(1000)
for bad in (0, -1, 'x', 2 ** 40):
    try: sys.setrecursionlimit(bad)
    except (ValueError, TypeError, OverflowError, RecursionError) as e: print(type(e).__name__, e)
l = []
for _ in range(100000): l = [l]
try:
    s = repr(l)
except RecursionError:
    pass
print('repr of a deep list ends')
l = None
t = ()
for _ in range(100000): t = (t,)
t = None
d = {}
for _ in range(100000): d = {'k': d}
d = None
class Node:
    def __init__(self, n): self.next = n
n = None
for _ in range(100000): n = Node(n)
n = None
print('deep structures freed')
def handled(n):
    try: handled(n + 1)
    except RecursionError: return 'handled'
    return 'ok'
print(handled(0))
