# tests/lang/generators/basics.py -- yield as statement and expression, return values, states
def g(n):
    for i in range(n):
        got = yield i
        if got: print('got', got)
    return 'done'
x = g(3)
print(type(x).__name__, iter(x) is x, next(x), x.send('hello'), next(x))
try:
    next(x)
except StopIteration as e:
    print(e.value, e.args)
try:
    next(x)
except StopIteration as e:
    print(e.value, repr(e))
print(list(g(2)), sum(g(5)), [*g(2)], tuple(g(0)), next(g(0), 'default'), dict.fromkeys(g(2)))
def expr():
    a = (yield 1) + (yield 2)
    b = yield
    c = yield a, b
    print('end', a, b, c)
e = expr()
print(next(e), e.send(10), e.send(5), e.send('b'), next(e, 'over'))
y = g(1)
try:
    y.send(1)
except TypeError as error:
    print(error)
print(y.send(None), y.gi_frame is not None, y.gi_running, y.gi_code.co_name, y.__name__,
      y.__qualname__, y.gi_yieldfrom)
list(y)
print(y.gi_frame)
def empty():
    return
    yield
print(list(empty()))
def infinite():
    n = 0
    while True:
        yield n
        n += 1
for v in infinite():
    if v > 3: break
print(v)
def reenter():
    yield next(me)
me = reenter()
try:
    next(me)
except ValueError as error:
    print(error)
def raises():
    yield 1
    raise KeyError('k')
r = raises()
print(next(r))
try:
    next(r)
except KeyError as error:
    print(error, next(r, 'finished'))
def stop_inside():
    yield 1
    raise StopIteration('x')
try:
    list(stop_inside())
except RuntimeError as error:
    print(error, repr(error.__cause__))
def lazy_default(a, b=lambda: 5): yield a; yield b()
print(list(lazy_default(1)))
def local_state():
    x = 1
    while x < 20:
        x = (yield x) or x * 2
print(list(local_state()))
z = local_state()
print(next(z), z.send(7), next(z))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from itertools import islice, takewhile
print(list(islice(fib(), 10)), list(takewhile(lambda v: v < 30, fib())))
def primes(n):
    s = (i for i in range(2, n))
    while (p := next(s, None)) is not None:
        yield p
        s = (lambda p, s: (i for i in s if i % p))(p, s)
print(list(primes(40)))
