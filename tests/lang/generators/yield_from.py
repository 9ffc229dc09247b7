# tests/lang/generators/yield_from.py -- delegation: values, send, throw, close, return value
def inner():
    try:
        got = yield 1
        print('inner got', got)
        got = yield 2
        print('inner got', got)
    except ValueError as e:
        print('inner caught', e)
        yield 'recovered'
    finally:
        print('inner finally')
    return 'inner result'
def outer():
    result = yield from inner()
    print('result', result)
    yield 'outer'
    return 'outer result'
o = outer()
print(next(o), o.send('a'), o.send('b'))
try:
    next(o)
except StopIteration as e:
    print(e.value)
o = outer()
next(o)
print(o.gi_yieldfrom is not None, o.throw(ValueError('v')), next(o))
o = outer()
next(o)
o.close()
def over(x):
    r = yield from x
    return r
for it in ([1, 2], 'ab', range(2), {1: 2}, iter([3]), (i * i for i in range(3)), zip('a', 'b')):
    print(list(over(it)))
for bad in (5, None, len):
    try:
        list(over(bad))
    except TypeError as e:
        print(e)
try:
    o = over([1, 2])
    next(o)
    o.send('x')
except AttributeError as e:
    print(e)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('it value')
        return self.n
    def send(self, v):
        print('It.send', v)
        return 'sent'
    def throw(self, *a):
        print('It.throw', a[0] if isinstance(a[0], type) else type(a[0]).__name__)
        return 'thrown'
    def close(self): print('It.close')
def wrap():
    v = yield from It()
    print('value', v)
w = wrap()
print(next(w), w.send('s'), w.throw(KeyError('k')), next(w), next(w, 'end'))
w = wrap()
next(w)
w.close()
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else:
        yield t
print(list(tree([1, [2, [3, [4, []]], 5]])))
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(sum(deep(100)))
def chain(*its):
    for it in its: yield from it
print(list(chain('ab', [1], ())))
def accumulate():
    total = 0
    while True:
        v = yield
        if v is None: return total
        total += v
def gather(out):
    while True: out.append((yield from accumulate()))
out = []
g = gather(out)
next(g)
for v in (1, 2, None, 3, None): g.send(v)
print(out)
def exc():
    yield from raiser()
def raiser():
    yield 1
    raise LookupError('from inner')
try:
    list(exc())
except LookupError as e:
    print(e)
