# tests/lib/views.py -- what views can do beyond the reference: sub-views, and errors that name them
from array import array
data = bytearray(range(24))
m = memoryview(data).cast('B', [2, 3, 4])
def show(v): print(v.shape, v.strides, v.tolist(), v.c_contiguous)
show(m[1]); show(m[1, 2]); show(m[..., 0]); show(m[:, 1]); show(m[1:, ::2, ::-1]); show(m[0][1:3, ::2])
show(m[...]); show(m[()]); show(m[1, ..., 1:3]); show(m[:, :, 3]); show(m[-1, -1, ...]); show(m[:0, 1])
print(m[1, ..., 2, 3], m[..., 1, 1, 1], m[1][2][3], m[..., 0].tobytes(), m[::-1, ::-1, ::-1].tobytes() == bytes(data)[::-1])
print(*[row.tolist() for plane in m for row in plane], sep='\n')
print([v.tolist() for v in m[..., 1]], [v.shape for v in reversed(m)])
# writing through
m[1] = m[0]; print(m.tolist())
m[0, :, 1:3] = memoryview(bytes(6)).cast('B', [3, 2]); print(m[0].tolist())
m[..., 0][1][2] = 99; m[:, 1][0, 0] = 77; print(list(data))
row = m[0, 0]; row[:] = b'abcd'; row[::2] = b'XY'; print(bytes(data[:4]))
square = memoryview(bytearray(range(9))).cast('B', [3, 3])
square[::-1] = square; print(square.tolist())          # overlapping
square[1:, 1:] = square[:2, :2]; print(square.tolist())
square[:, 0] = square[0]; print(square.tolist())
numbers = array('d', range(6)); grid = memoryview(numbers).cast('B').cast('d', (2, 3))
grid[1] = array('d', [7, 8, 9]); grid[:, 1] = grid[:, 2]; print(numbers, grid[0] == grid[0, :], grid[:, 0] == array('d', [0, 7]))
print(m[1:2] == m[1:], m[1] == m[1, :, :], m[0] == m[0].tolist(), m[..., 2].contiguous)
for text in ('m[2]', 'm[0, 3]', 'm[0, 0, 0, 0]', 'm[0, ..., 0, 0, 0]', 'm[..., ...]', 'm[0, "a"]', 'm[0, None]', 'm[:, :, :, :]', 'm[0, :, :, :]',
             'm[1:2].cast("H").tolist()', 'm[:, 1].cast("B")', 'hash(m[0])'):
    try: print(text, eval(text))
    except Exception as e: print(text, '->', type(e).__name__, e)
for text in ('m[0] = 1', 'm[0] = m', 'm[0] = m[:, 0]', 'm[0] = bytes(12)', 'm[0, 0] = b"ab"', 'm[:, :, :, :] = m', 'm[0, 0, 0, 0] = 1', 'm[0, 5] = b"abcd"',
             'm.toreadonly()[0] = m[1]', 'del m[0]', 'm[0, 0] = array("b", [1, 2, 3, 4])'):
    try: exec(text); print(text, 'fine')
    except Exception as e: print(text, '->', type(e).__name__, e)
class Awkward:
    def __index__(self): view.release(); return 0
view = memoryview(bytearray(range(6))).cast('B', [2, 3])
print(view[Awkward()].tolist())
view = memoryview(bytearray(range(6))).cast('B', [2, 3])
try: view[Awkward()] = b'abc'
except ValueError as e: print(e)
match m[0, 0]:
    case [a, *rest]: print(a, rest)
match memoryview(bytes(4)).cast('B', [2, 2]):
    case [[a, b], second]: print(a, b, second.tolist())
print(m[0, 0].count(m[0, 0, 0]), m[0].index(m[0, 1]), memoryview(b'abcb').count(98), memoryview(b'abcb').index(98, 2))
try: memoryview(b'abc').index(1)
except ValueError as e: print(e)

# --- who holds it ---
import io, struct
def tell(f, *args):
    try: f(*args)
    except BufferError as e:
        note, = e.__notes__
        lines = note.replace(__file__, 'views.py').splitlines()
        print(e, *(lines if len(lines) < 9 else [lines[0], len(lines), lines[-1]]), sep='\n')
    else: print('no error')
b = bytearray(b'0123456789ab')
def views(x):
    first = memoryview(x)
    parts = [first[i:] for i in range(3)]
    return first, parts, struct.iter_unpack('<I', x)
held = views(b)
tell(b.append, 1)
del held
tell(b.append, 1)
a = array('i', [1, 2])
v = memoryview(a)
tell(a.append, 3)
tell(a.pop)
with v[1:] as part:
    v.release()
    tell(a.extend, [1])
tell(a.extend, [1])
f = io.BytesIO(b'abc'); v = f.getbuffer()
tell(f.truncate, 1)
v.release()
class Mine:
    def __init__(self): self.octets = bytearray(4)
    def __buffer__(self, flags):
        return memoryview(self.octets)
mine = Mine(); v = memoryview(mine)
tell(mine.octets.append, 1)
inner = memoryview(b'abc'); outer = inner.__buffer__(0)
tell(inner.release)
many = [memoryview(b) for i in range(30)]
tell(b.clear)
text = '\n'.join(f'memoryview(b),' for i in range(25))
del many; many = eval(f'[{text}]')
tell(b.clear)
del many
tell(b.__iadd__, b)
import mmap, pickle, re
area = mmap.mmap(-1, 4096)
v = memoryview(area)
tell(area.close)
tell(area.resize, 8192)
b = bytearray(b'abc abc')
matches = re.finditer(b'b', b)
next(matches)
tell(b.append, 1)
del matches
packed = pickle.PickleBuffer(b)
tell(b.append, 1)
tell(re.sub, b'b', lambda match: b.append(1), b)
packed.release()
b.append(1)
