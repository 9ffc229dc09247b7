# tests/lang/augmented/targets.py -- += on names, attributes, items, slices,
log = []
class Box:
    def __getattr__(self, name):
        log.append(f'get {name}')
        return 10
    def __setattr__(self, name, value): log.append(f'set {name} {value}')
    def __getitem__(self, key):
        log.append(f'getitem {key}')
        return 5
    def __setitem__(self, key, value): log.append(f'setitem {key} {value}')
def f(x, label):
    log.append(label)
    return x
b = Box()
def show():
    print(log)
    log.clear()
b.x += 1
show()
f(b, 'obj').y -= f(3, 'value')
show()
f(b, 'obj')[f(1, 'key')] *= f(2, 'value')
show()
b[1:2] += 1
b[1:2, ...] //= 2
show()
l = [1, 2, 3]
m = l
l += (4,)
l[0] += 10
l[1:3] += ['x']
l[-1] **= 2
print(l, m is l)
l *= 2
print(l, m is l)
d = {'a': [1]}
d['a'] += [2]
d['n'] = d.get('n', 0)
d['n'] -= 7
print(d)
try:
    d['missing'] += 1
except KeyError as error:
    print('KeyError', error)
x = 10
x += 5; x -= 3; x *= 4; x //= 5; x %= 7; x **= 3; x <<= 4; x >>= 1; x |= 1; x ^= 3; x &= 0xff
print(x)
x /= 2
print(x)
s = 'a'
t = s
s += 'b'
s *= 3
print(s, t)
s %= ()
print(s)
s = '%s-%s'
s %= 1, 2
print(s)
st = {1}
u = st
st |= {2}; st &= {2, 3}; st -= {9}; st ^= {4, 2}
print(st, u is st)
fs = frozenset({1})
g = fs
fs |= {1}
print(fs is g, fs)
c = 1
c += 2j
print(c)
x = y = [1]
x += [2]
y = y + [3]
print(x, y)
