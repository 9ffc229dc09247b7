# tests/lang/slices/reading.py -- indices and slices of list, tuple, str, bytes, bytearray, range
seqs = [list(range(7)), tuple(range(7)), 'abcdefg', b'abcdefg', bytearray(b'abcdefg'), range(7),
        range(10, -4, -2)]
B = 10 ** 30
for s in seqs:
    print(type(s).__name__, s[0], s[6], s[-1], s[-7], s[True])
    for sl in (slice(None), slice(2, 5), slice(-3, None), slice(None, -3), slice(5, 2),
               slice(None, None, 2),
               slice(None, None, -1), slice(1, 6, 3), slice(6, 0, -2), slice(-100, 100),
               slice(100, -100, -3),
               slice(3, 3), slice(B), slice(-B, B, B), slice(B, -B, -B), slice(None, 3, -1),
               slice(-1, -8, -3)):
        print('  ', sl, s[sl])
m = memoryview(b'abcdefg')
print(bytes(m[1:5]), bytes(m[::-2]), m[-1], m[2:][0], len(m[10:]))
for s in seqs + [m]:
    for bad in (7, -8, B, -B, 'a', 1.0, None, (1, 2), slice('a'), slice(1, 2, 0),
                slice(None, None, 1.5)):
        try:
            print(s[bad])
        except (IndexError, TypeError, ValueError) as error:
            print('  ', type(s).__name__, bad if bad not in (B, -B) else 'B', type(error).__name__,
                  error)
