# tests/lang/objects/memoryview_1d.py -- memoryview in one dimension: reading, writing, slicing
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
from array import array
m, w = memoryview(b'abcdef'), memoryview(bytearray(b'hello'))
ai = memoryview(array('i', [1, -2, 3]))
t('''
m.format, m.itemsize, m.ndim, m.shape, m.strides, m.nbytes, m.readonly, w.readonly, m.contiguous
m.c_contiguous, m.f_contiguous, m.suboffsets, len(m), m[0], m[-1], m.obj, bytes(m), m.tobytes()
m.tolist(), list(m), 97 in m, m.hex(), m.hex(':'), bool(m), bool(memoryview(b''))
bytes(m[1:3]), bytes(m[::-1]), bytes(m[::2]), m[::2].strides, m[::2].shape, m[::-1].strides
m[::2].contiguous, m[2:2].tolist(), bytes(m[1:][1:][1:]), bytes(m[::2][::-1]), m[1:3].obj is m.obj
m[:] == m, len(m[10:])
m == b'abcdef', m == bytearray(b'abcdef'), m == memoryview(b'abcdef'), m != b'x', m == 'abcdef'
b'abcdef' == m, m[1:] == b'bcdef', m == m[::-1], ai == array('i', [1, -2, 3])
ai == array('h', [1, -2, 3]), ai == memoryview(array('d', [1, -2, 3])), ai == [1, -2, 3]
memoryview(b'a') == memoryview(array('b', [97]))
hash(m) == hash(b'abcdef'), hash(m[::2]) == hash(b'ace')
hash(w)
hash(ai)
ai.tolist(), ai.format, ai.itemsize, ai.nbytes, ai.shape, ai.strides, ai[1], ai[::2].tolist()
ai.cast('B').tolist(), ai.cast('b')[4], ai.cast('B').cast('i').tolist()
ai.tobytes() == array('i', [1, -2, 3]).tobytes()
m[6]
m[-7]
m['a']
m[1.5]
m[None]
m[0, 0]
m[()]
m < m
m + m
m.cast('h').tolist(), m.cast('c')[0], m.cast('c').tolist(), m.cast('B') == m
memoryview(bytes(8)).cast('d')[0], memoryview(bytes(8)).cast('q').tolist()
memoryview(b'\\x01\\x00').cast('?').tolist(), memoryview(b'\\xff\\xff').cast('H')[0]
memoryview(b'\\xff\\xff').cast('h')[0]
m.cast('i')
m.cast('z')
m.cast(5)
m.cast('ii')
ai.cast('h')
ai.cast('i')
m[::2].cast('B')
m.cast('@B').format, m.cast('@h').tolist()
m.toreadonly().readonly, w.toreadonly().readonly
memoryview('abc')
memoryview(5)
memoryview([1])
memoryview(m).obj, memoryview(m[1:]).tolist(), memoryview(object=b'x').tolist()
m.nothing
min(m), max(m), sum(m), sorted(m)[:2], list(reversed(m))[:2], [*m][:2], list(enumerate(m))[0]
bytes(map(lambda x: x - 32, m))
int.from_bytes(m[:2], 'big'), b''.join([m, m[:1]]), bytearray(m), b'ab'.startswith(b'a'), b'x' + m
bytearray(b'x') + m[:1]
''')
w[0] = 72; w[1:3] = b'EL'; w[-1] = ord('O'); w[::4] = b'JY'
print(w.obj, w[3:].tobytes())
for bad in ('w[0] = 256', 'w[0] = -1', 'w[0] = "a"', 'w[0] = b"a"', 'w[0] = 1.5', 'w[9] = 1',
            'w[1:3] = b"x"', 'w[1:3] = "xx"', 'w[1:3] = [1, 2]', 'w[1:3] = 5', 'm[0] = 1',
            'm[0:1] = b"a"', 'del w[0]', 'del w[0:1]', 'w["a"] = 1',
            'w[0:2] = memoryview(array("h", [1, 2]))', 'w.shape = (1,)', 'w.toreadonly()[0] = 1',
            'ai[0] = 2 ** 40', 'ai[0] = "x"', 'ai[0] = 7', 'ai[0:1] = array("i", [9])',
            'ai[0:1] = array("h", [9])', 'w[0:2] = w[2:4]', 'w[1:] = w[:-1]', 'w[:-1] = w[1:]'):
    try: exec(bad); print(bad, 'fine', w.tobytes(), ai.tolist())
    except Exception as e: print(bad, '->', type(e).__name__, e)
b = bytearray(b'release')
v = memoryview(b)
s = v[1:]
try: v.release(); print('v released')
except BufferError as e: print(e)
try: b.append(1)
except BufferError as e: print(e)
s.release()
b.append(33)
print(b)
for f in (lambda: v[0], lambda: len(v), lambda: v.tobytes(), lambda: v.format, lambda: v.cast('b'),
          lambda: v == b'x', lambda: bytes(v), lambda: v[0:1], lambda: list(v),
          lambda: v.release(), lambda: hash(v)):
    try: print(f())
    except ValueError as e: print(e)
print(repr(v)[:18])
with memoryview(b) as c: print(c[0], bytes(c[:3]))
try: c[0]
except ValueError as e: print(e)
def local():
    x = memoryview(b)
    return x[0]
local()
b.append(63)
print(b)
for i in memoryview(b'loop'): print(i, end=' ')
for f in memoryview(array('d', [1.5, 2.5])): print(f, end=' ')
print()
class Sub(bytearray): pass
print(memoryview(Sub(b'sub')).tobytes(), type(memoryview(Sub(b'x')).obj).__name__)
