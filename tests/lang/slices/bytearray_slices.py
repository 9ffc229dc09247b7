# tests/lang/slices/bytearray_slices.py -- the same for bytearray, with its own rules on items
def do(source):
    b = bytearray(b'abcdefgh')
    try:
        exec(source, {'b': b})
        print(source, '->', b)
    except Exception as error:
        print(source, '!!', type(error).__name__, error, b)
for source in ('b[0] = 65', 'b[-1] = 0', 'b[0] = 256', 'b[0] = -1', 'b[0] = "a"', 'b[0] = b"a"',
               'b[0] = 1.5', 'b[8] = 1',
               'b[1:3] = b"XYZ"', 'b[1:3] = [1, 2]', 'b[1:3] = [1, 300]', 'b[1:3] = "ab"',
               'b[1:3] = 3', 'b[1:3] = range(3)',
               'b[::2] = b"1234"', 'b[::2] = b"1"', 'b[::-1] = b"12345678"', 'b[1:3] = b',
               'b[:] = b""', 'b[2:2] = bytearray(b"in")',
               'b[4:] = memoryview(b"view")', 'del b[0]', 'del b[::2]', 'del b[1:3]', 'del b[9]',
               'del b[::-3]', 'b += b"x"',
               'b += "x"', 'b += [1]', 'b *= 2', 'b *= -1', 'b[1:2] *= 3', 'b.append(256)',
               'b.append("a")', 'b.extend([1, 2])',
               'b.extend("a")', 'b.insert(1, 90)', 'b.insert(-100, 90)', 'b.pop(0)', 'b.pop(99)',
               'b.remove(97)', 'b.remove(1)',
               'b.reverse()', 'b.clear()', 'b[3:1] = b"?"', 'b[b"a"] = 1', 'b[::0] = b""',
               'b[5:1:-2] = b"zz"'):
    do(source)
b = bytearray(b'hold')
m = memoryview(b)
for source in ('b += b"x"', 'b.append(1)', 'b[1:2] = b""', 'del b[0]', 'b.clear()',
               'b[1:2] = b"O"', 'b[0] = 72', 'b.pop()'):
    try:
        exec(source)
        print(source, b)
    except BufferError as error:
        print(source, error)
m.release()
b += b'!'
print(b, bytearray(3), bytearray([1, 2]), bytearray('é', 'utf-8'), bytearray(b'x') == b'x',
      bytearray() == b'')
