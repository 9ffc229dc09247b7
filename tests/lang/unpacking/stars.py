# tests/lang/unpacking/stars.py -- the starred target in every position, nested and in for
a, *b = 1,
print(a, b)
*a, b = 1,
print(a, b)
*a, = range(3)
print(a)
[*a] = 'xy'
print(a)
a, *b, c = 'abc'
print(a, b, c)
a, b, *c, d, e = range(10)
print(a, b, c, d, e)
(a, *b), *c, (d, *(e, *f)) = 'abc', 1, 2, (3, 'xyz'[0], 'yz'[1])
print(a, b, c, d, e, f)
*(a, b), c = 1, 2, 3
print(a, b, c)
for a, *b in ((1, 2, 3), 'xyz', [9]):
    print(a, b)
for *a, (b, *c) in [(1, (2, 3)), (4, 5, (6,))]:
    print(a, b, c)
class O: pass
o, l, d = O(), [0] * 5, {}
*o.x, o.y = range(4)
l[0], *l[1], l[2] = range(5)
*d['k'], _ = 'abc'
print(o.x, o.y, l, d)
*l[1:4], last = 'vwxyz'
print(l, last)
def gen():
    for i in range(4):
        yield i
a, *b = gen()
print(a, b)
a, *b = {1: 'x', 2: 'y'}
print(a, b)
a, *b = {'k': 1}.items()
print(a, b, type(b))
a, *b = b'ab'
print(a, b)
print([x for x, *y in [(1, 2), (3, 4)]], [y for x, *y in [(1, 2), (3, 4)]],
      {k: v for k, *v in ['ab', 'cde']})
def r():
    return *b, 1, *'q'
def y():
    yield *b, 2
print(r(), next(y()))
print(*[1], *[2], 3, *(4, 5))
t = *[1, 2], *range(2)
for x in *'ab', 'c':
    print(x, end=' ')
print(t)
i = (1, 2)
m = {(1, 2, 3): 'found', (1, 2): 'two'}
print(m[*i, 3], m[*i], m[1, 2])
