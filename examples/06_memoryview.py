# examples/06_memoryview.py -- a window on another object's bytes: no copy, writing goes through
from array import array

data = bytearray(b'abcdefgh')
view = memoryview(data)
middle = view[2:6]
print(len(middle), bytes(middle), middle[0])

# Writing into the window writes into the bytes behind it; slices of windows are windows.
middle[0] = ord('X')
middle[::2][1] = ord('Y')
print(data)

# The window keeps the house from being rebuilt: while a view lives, the size may not change.
try:
    data.append(0)
except BufferError as error:
    print('BufferError:', error)
middle.release()
view.release()
data.append(ord('!'))
print(data)

# cast() reads the same bytes as other numbers. Changing one byte of a 16-bit number:
numbers = array('h', [-2, -1, 0, 1, 2])
octets = memoryview(numbers).cast('B')
print(octets.tolist())
octets[5] = 4            # the high byte of the third number
print(numbers)

# ...or as a table with rows and columns, still the same bytes.
table = memoryview(bytes(range(6))).cast('B', shape=[2, 3])
print(table.ndim, table.shape, table.strides, table[1, 2], table.tolist())

# Only numbers fit, only in range, and never into bytes that must not change.
for target, value in ((octets, 256), (octets, 'a'), (memoryview(b'fixed'), 1)):
    try:
        target[0] = value
    except (ValueError, TypeError) as error:
        print(f'{type(error).__name__}: {error}')
