# tests/lang/functions/parameters.py -- every form of parameter, and what inspection says of it
def a(): return ()
def b(x): return (x,)
def c(x, y=2): return x, y
def d(x, /, y): return x, y
def e(x, /, y=2, *, z): return x, y, z
def f(*args): return args
def g(**kw): return kw
def h(x, *args, y, z=3, **kw): return x, args, y, z, kw
def i(x=1, /, y=2, *, z=3): return x, y, z
def j(*, k): return k
def k(x, /, **kw): return x, kw
def l(x, /): return x
print(a(), b(1), b(x=1), c(1), c(1, 3), c(y=1, x=2), d(1, 2), d(1, y=2))
print(e(1, z=3), e(1, 5, z=3), e(1, y=5, z=3), f(), f(1, 2), g(), g(a=1, b=2))
print(h(1, y=2), h(1, 2, 3, y=4, z=5, w=6), h(x=1, y=2), i(), i(9, 8, z=7), j(k=1), k(1, x=2), l(1))
print(h(*[1, 2], *(3,), y=4, **{'z': 5}, **{'q': 6}), f(*'ab', 1, *[], *{'k': 1}),
      g(**{}, a=1, **{'b c': 2}))
for fn in (a, b, c, d, e, f, g, h, i, j, k, l):
    code = fn.__code__
    print(fn.__name__, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
          code.co_varnames,
          fn.__defaults__, fn.__kwdefaults__, bool(code.co_flags & 4), bool(code.co_flags & 8))
lam = lambda x, /, y=1, *a, z=2, **k: (x, y, a, z, k)
print(lam(0), lam(0, 1, 2, z=3, w=4), (lambda: 5)(), (lambda *a: a)(1, 2), (lambda **k: k)(a=1),
      lam.__name__)
n = 10
def default(x=n, y=[], z={}):
    y.append(x)
    z[x] = len(y)
    return y, z
n = 20
print(default(), default(5), default(x=n))
def later(x, y=lambda: n): return x + y()
print(later(1))
c.__defaults__ = (77,)
print(c(1))
j.__kwdefaults__ = {'k': 'kw'}
print(j())
c.__defaults__ = None
try:
    c(1)
except TypeError as error:
    print(error)
