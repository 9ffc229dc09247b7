# tests/lang/memory/huge_blocks.py -- containers that grow beyond what is moved at once, and shrink again
import array
import gc
import sys


def fill(count):
    """A list with itself inside, so that only the collector can take it."""
    items = []
    for i in range(count):
        items.append([i])
    items.append(items)
    return items


for count in 100, 40000, 90000, 200000:
    items = fill(count)
    print(len(items), all(items[i] == [i] for i in range(0, count, 97)), items[-1] is items)
    copy = items[:]
    del items[count // 3:]
    copy *= 2
    print(len(items), items[-1], len(copy), copy[count + 1], sum(len(part) for part in copy[:count]))
    items.extend([number * 0.5] for number in range(count))
    print(items[-1], len(items))
    del items, copy
    gc.collect()
print(sys.getsizeof([i for i in range(10 ** 6)]) < 9 * 10 ** 6)

octets = bytearray()
for i in range(400000):
    octets.append(i & 255)
    if i % 1000 == 999:
        del octets[:3]
print(len(octets), sum(octets), bytes(octets[:5]))
octets = bytearray(b'abc' * 200000)
octets[5:5] = b'x' * 300000
del octets[:7]
octets += b'yy' * 200000
print(len(octets), sum(octets), octets[-1])
octets[:] = b''
print(octets, len(bytearray(10 ** 6)), bytearray(3), bytearray(range(3)))

numbers = array.array('q')
for i in range(200000):
    numbers.append(i)
numbers.extend(numbers)
print(len(numbers), sum(numbers))
del numbers[100:]
print(numbers[-1], len(numbers))

# floats: freed, and used again; those of cycles too
halves = [i * 0.5 for i in range(300000)]
some = halves[::7]
del halves
gc.collect()
for turn in range(20):
    pairs = [[i * 0.25, None] for i in range(5000)]
    for pair in pairs:
        pair[1] = pairs
    del pairs, pair
gc.collect()
quarters = [i * 0.25 for i in range(300000)]
print(sum(some), sum(quarters), len(set(map(id, some)) & set(map(id, quarters))))
