# tests/lang/unpacking/targets.py -- every kind of target on the left of =
a = b = c = [1]
print(a is b is c)
x, y = 1, 2
(x, y), z = [3, 4], 5
[p, [q, r]] = 'a', 'bc'
print(x, y, z, p, q, r)
() = ()
[] = ''
(only,) = [9]
print(only)
class O: pass
o = O()
d, l = {}, [0, 1, 2, 3]
o.a, d['k'], l[0], l[1:3] = 'attr', 'item', 'index', 'slice'
print(o.a, d, l)
o.inner = O()
o.inner.x, (o.y, *o.z) = 1, (2, 3, 4)
print(o.inner.x, o.y, o.z)
for i, (j, *k) in [(1, 'abc'), (2, [3])]:
    print(i, j, k)
for l[0], d['x'] in zip('ab', 'cd'):
    print(l[0], d['x'])
for o.t in range(2):
    pass
print(o.t)
x = y, z = 1, 2
print(x, y, z)
i = 0
i, l[i] = 1, 'second'
print(l)
l = [0, 1]
i, l[i] = l[1], 99
print(l, i)
def f():
    print('f', end=' ')
    return d
def g(n):
    print('g', n, end=' ')
    return n
f()[g(1)], f()[g(2)] = g(3), g(4)
print(d)
f()[g('a')] = f()[g('b')] = g('v')
print(d)
with_walrus = (n := 3) + n
print(with_walrus, n)
head, _, _ = 1, 2, 3
print(head, _)
(a), (b) = 1, 2
((c)) = 3
print(a, b, c)
