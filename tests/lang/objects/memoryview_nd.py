# tests/lang/objects/memoryview_nd.py -- views cast to several dimensions: tuple indices, sub-lists
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
from array import array
m = memoryview(bytes(range(12))).cast('B', shape=[3, 4])
w = memoryview(bytearray(12)).cast('B', [2, 3, 2])
a = memoryview(array('h', range(6))).cast('B').cast('h', shape=(2, 3))
t('''
m.shape, m.strides, m.ndim, m.nbytes, len(m), m.itemsize, m.tolist(), m[0, 0], m[2, 3], m[-1, -1]
m[1, -4], m.tobytes(), m.contiguous, m.c_contiguous, m.f_contiguous, m.format
w.shape, w.strides, w.tolist(), w.ndim, len(w), w[1, 2, 1]
a.tolist(), a[1, 2], a[0, -1], a.shape, a.strides, a.nbytes
a == memoryview(array('h', range(6))).cast('B').cast('h', (2, 3))
a == memoryview(array('h', range(6)))
m.cast('B').tolist(), m.cast('B').shape, bytes(m) == bytes(range(12)), m == m, m.hex()
m[3, 0]
m[0, 4]
m[0, 0, 0]
m['a', 0]
m[0, 1.5]
m.cast('h', [2, 3])
m.cast('B', [5, 5])
m.cast('B', [12]).tolist()
memoryview(b'abcd').cast('B', [2, 2]).tolist(), memoryview(b'abcd').cast('B', (4,)).shape
memoryview(b'abcd').cast('H', [1, 2]).shape, memoryview(b'a').cast('B', []).tolist()
memoryview(b'a').cast('B', ()).shape, memoryview(b'a').cast('B', [])[()]
memoryview(b'abcd').cast('B', [3])
memoryview(b'abcd').cast('B', [0, 4])
memoryview(b'abcd').cast('B', [-1, -4])
memoryview(b'abcd').cast('B', 4)
memoryview(b'abcd').cast('B', ['a'])
memoryview(b'abcd').cast('B', [2, 3])
memoryview(b'abcd').cast('B', [1] * 65)
m[0:2].tolist(), m[1:].shape, m[::2].tolist(), m[::-1].tolist()
hash(m) == hash(bytes(range(12)))
''')
w[0, 0, 0] = 1; w[1, 2, 1] = 255; w[-1, -1, -2] = 9
print(w.tolist(), bytes(w.obj))
for bad in ('w[9, 0, 0] = 1', 'w[0, 0, 0] = 256', 'w[0, 0, 0] = "a"',
            'm[0, 0] = 1', 'del w[0, 0, 0]', 'w[0, 0, 0, 0] = 1'):
    try: exec(bad); print(bad, 'fine', w.tolist())
    except Exception as e: print(bad, '->', type(e).__name__, e)
grid = array('d', [0.0] * 6)
g = memoryview(grid).cast('B').cast('d', [2, 3])
for r in range(2):
    for c in range(3): g[r, c] = r * 10 + c / 2
print(grid, g.tolist())
