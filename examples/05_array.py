# examples/05_array.py -- raw machine numbers instead of objects: packed, typed, quick to move
from array import array
from sys import getsizeof

# A list of a thousand floats is a thousand pointers to a thousand objects; an array is 8000 bytes.
floats = array('d', (n / 4 for n in range(1000)))
print(floats.typecode, floats.itemsize, len(floats), floats[3], floats.itemsize * len(floats))
print('smaller than the list:', getsizeof(floats) < getsizeof(list(floats)) + 24 * 1000)

# Otherwise it behaves like a list: slices, append, insert, sort by way of sorted().
small = array('b', [5, -1, 3])
small.append(127)
small[1:2] = array('b', [10, 20])
print(small, sorted(small), small.index(20), small.count(3))

# What makes it compact also makes it strict.
for wrong in (128, 'x', 1.5):
    try:
        small.append(wrong)
    except (OverflowError, TypeError) as error:
        print(f'{type(error).__name__}: {error}')
try:
    small[0:1] = [1]
except TypeError as error:
    print('TypeError:', error)

# The bytes go out and come back without any conversion of single numbers.
raw = array('H', [1, 256, 65535]).tobytes()
print(raw)
again = array('H')
again.frombytes(raw)
again.byteswap()
print(again)

# Every item that is read becomes an object at that moment, and is dropped afterwards.
big = array('q', [2 ** 40])
print(big[0] + 1, big[0] == big[0], bytes(array('i', [-1])))
