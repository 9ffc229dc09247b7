# tests/lang/augmented/puzzles.py -- tuples holding lists, failures after the change
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print(error, t)
t[1].extend([4])
print(t)
try:
    t += [5]
except TypeError as error:
    print(error)
t2 = t
t += (6,)
print(t, t2)
class Odd:
    def __iadd__(self, other): return f'lied {other}'
    def __isub__(self, other): return NotImplemented
    def __sub__(self, other): return f'sub {other}'
    def __imul__(self, other): return self
    __imatmul__ = None
o = Odd()
o += 1
print(o)
o = Odd()
o -= 2
print(o)
o = p = Odd()
o *= 3
print(o is p)
try:
    o @= 1
except TypeError as error:
    print(error)
class RO:
    __slots__ = ()
    @property
    def items(self): return shared
shared = []
try:
    RO().items += ['added']
except AttributeError as error:
    print(error)
print(shared)
def outer():
    n = 1
    def inner():
        nonlocal n
        n += 1
        return n
    return inner(), inner(), n
print(outer())
total = 0
def add():
    global total
    total += 5
add()
print(total)
def unbound():
    total += 1
try:
    unbound()
except UnboundLocalError as error:
    print(error)
class C:
    n = 1
    n += 1
    total += 1
print(C.n, C.total, total)
C.n += 5
c = C()
c.n += 1
print(C.n, c.n, vars(c))
a = [0, 1]
i = 0
def bump():
    global i
    i = 1
    return 10
a[i] += bump()
print(a)
a = b = [1, 2]
a += a
print(b)
a *= 0
print(b)
a = ['x']
a += 'yz'
a += {1: 2}
a += range(2)
print(a)
ba = bytearray(b'a')
bb = ba
ba += b'bc'; ba *= 2
print(ba, bb is ba)
for bad in ('a += 5', 'a += None', 'ba += "s"', 'ba += [300]', 'x = 1; x += "a"',
            'x = "a"; x += 1', 'x = (1,); x += [1]',
            'x = {1}; x |= [1]', 'x = {}; x |= 5', 'x = None; x += 1', 'undefined += 1'):
    try:
        exec(bad)
        print('fine')
    except Exception as error:
        print(bad, '->', type(error).__name__, error)
