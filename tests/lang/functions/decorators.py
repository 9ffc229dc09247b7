# tests/lang/functions/decorators.py -- functions and classes through decorators of every shape
import functools
def twice(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        return f(*a, **k), f(*a, **k)
    return wrapper
def add(n):
    return lambda f: lambda *a: f(*a) + n
@twice
def one(x):
    "doc of one"
    return x
print(one(5), one.__name__, one.__doc__, one.__wrapped__(3), one.__qualname__)
@add(1)
@add(10)
def base(x): return x
print(base(100))
@lambda f: 'replaced'
def gone(): pass
print(gone)
table = [twice]
@table[0]
def indexed(): return 'i'
print(indexed())
@(lambda f: f)
def paren(): return 'p'
@(w := add(5))
def walrus(): return 1
print(paren(), walrus(), w(lambda: 2)())
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a), self.n
@Count
def counted(x): return x * 2
print(counted(1), counted(2), counted.n)
def register(cls):
    cls.registered = True
    return cls
@register
class R:
    @twice
    def m(self): return self.v
    v = 3
    @property
    @functools.cache
    def cached(self): return 'c'
print(R.registered, R().m(), R().cached)
def tag(**kw):
    def apply(f):
        f.__dict__.update(kw)
        return f
    return apply
@tag(a=1, b=2)
def tagged(): pass
print(vars(tagged), tagged.a)
tagged.c = 3
del tagged.a
print(tagged.__dict__)
@functools.lru_cache(maxsize=2)
def sq(x):
    print('computing', x)
    return x * x
print(sq(2), sq(2), sq(3), sq(4), sq(2), sq.cache_info())
@functools.singledispatch
def kind(x): return 'other'
@kind.register
def _(x: int): return 'int'
@kind.register(list)
def _(x): return 'list'
print(kind(1), kind([]), kind('s'), kind(True))
try:
    @5
    def bad(): pass
except TypeError as error:
    print(error)
