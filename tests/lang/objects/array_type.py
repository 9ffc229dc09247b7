# tests/lang/objects/array_type.py -- array.array: typecodes, methods, slices, limits, conversion
from array import array, typecodes
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
a = array('i', [1, 2, 3, 2])
t('''
typecodes, [(c, array(c).itemsize) for c in 'bBhHiIqQfd'], a, a.typecode, a.itemsize, len(a), a[0]
a[-1], a[1:3], a[::-1], list(a), a.tolist(), 2 in a, a.count(2), a.index(3), a.index(2, 2)
bool(array('b')), array('d'), array('i', range(3)), array('d', [1, 2.5]), array('w', 'añ')
array('B', b'ab'), array('w', '😀'), array('f', [0.1])
a + array('i', [9]), a * 2, 2 * array('b', [1]), a == array('i', [1, 2, 3, 2])
a == array('d', [1, 2, 3, 2]), a == [1, 2, 3, 2], a < array('i', [2]), a != array('i')
array('i', [1]) <= array('i', [1, 0])
a.tobytes(), array('h', b'\\x01\\x00\\xff\\xff'), array('d', [1.5]).tobytes()
bytes(array('b', [-1])), array('w', 'xy').tounicode(), array('i', array('b', [1, 2]))
array('d', array('i', [1])), a.buffer_info()[1], sum(a), max(a), sorted(a), list(reversed(a))
[*a], tuple(a), memoryview(a)[1], memoryview(a).format, memoryview(array('d', [1])).itemsize
a[99]
a['x']
a[1.5]
a + [1]
a + array('d', [1])
a * 'x'
a < [1]
a < 5
hash(a)
array()
array('z')
array(5)
array('ii')
array('i', 5)
array('i', ['a'])
array('i', [1.5])
array('i', 'ab')
array('b', [128])
array('b', [-129])
array('B', [-1])
array('B', [256])
array('h', [2 ** 15])
array('H', [-1])
array('i', [2 ** 31])
array('I', [-1])
array('I', [2 ** 32])
array('q', [2 ** 63])
array('Q', [-1])
array('Q', [2 ** 64])
array('d', ['x'])
array('f', [1e40]), array('d', [1e308])
array('w', [1])
array('w', ['ab'])
array('i', b'abc')
a.index(99)
a.remove(99)
a.pop(99)
a.append('x')
a.append(2 ** 40)
a.extend([1.5])
a.extend(5)
a.extend(array('d', [1]))
a.fromlist(5)
a.fromlist([1, 'x'])
a.frombytes(b'abc')
a.frombytes('ab')
a.tounicode()
a.insert('x', 1)
array('b').pop()
a.nothing
a == a, a is a[:], a.__copy__() == a, type(iter(a)).__name__, len(array('d', bytes(80)))
''')
b = array('b', [1, 2, 3])
b.append(4); b.extend([5, 6]); b.extend(array('b', [7])); b.insert(0, 0); b.insert(-1, 99)
b += array('b', [8]); b.fromlist([9]); b.frombytes(b'\n')
print(b, b.pop(), b.pop(0), b.remove(99), b, b.reverse(), b, b.byteswap(), b)
b[0] = 100; b[1:3] = array('b', [50]); b[::2] = array('b', [0] * len(b[::2])); del b[0]
del b[1:3]; b *= 2
print(b)
for bad in ('b[0] = 128', 'b[0] = "x"', 'b[0:1] = [1]', 'b[0:1] = array("i", [1])',
            'b[::2] = array("b", [1])', 'del b[99]', 'b["x"] = 1', 'b += [1]', 'b += 5',
            'b *= "x"', 'b.typecode = "i"', 'del b.itemsize', 'b.x = 1', 'b[0] = 1.5'):
    try: exec(bad); print(bad, 'fine')
    except Exception as e: print(bad, '->', type(e).__name__, e)
h = array('h', [1, 256, -2])
h.byteswap()
print(h)
import io
out = io.BytesIO()
array('H', [1, 2, 3]).tofile(out)
out.seek(0)
r = array('H')
r.fromfile(out, 2)
print(r, out.getvalue())
try: r.fromfile(out, 5)
except EOFError as e: print(e, r)
m = memoryview(r)
for f in (lambda: r.append(1), lambda: r.extend([1]), lambda: r.pop(), lambda: r.insert(0, 1),
          lambda: r.__delitem__(0), lambda: r.frombytes(b'ab')):
    try: f(); print('fine')
    except BufferError as e: print(e)
m[0] = 77
r[1] = 88
print(r, m.tolist())
m.release()
r.append(5)
print(r)
class A(array): pass
x = A('i', [1])
x.tag = 't'
print(x, type(x + x).__name__, x.tag, isinstance(x, array))
import copy
c = copy.copy(h); d = copy.deepcopy(h)
c[0] = 0
print(h[0] != 0, d == h)
