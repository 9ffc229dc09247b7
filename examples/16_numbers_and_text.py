# examples/16_numbers_and_text.py -- endless ints, finite floats, code points and bytes

# An int grows as needed. A float is 53 binary digits, so most decimal fractions are neighbours.
print(2 ** 100, (2 ** 100).bit_length(), -7 // 2, -7 % 2, divmod(7, -2))
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, (0.1).as_integer_ratio(), (0.5).hex(), f'{0.1:.20f}')
print(2 ** 53 + 1 == float(2 ** 53 + 1), round(2.5), round(3.5), round(1234.5, -2), 1e16, 1e15)

# True is a kind of int, and equal numbers are one key whatever their type.
print(True + True, {1: 'int', 1.0: 'float', True: 'bool'}, hash(2 ** 61) == hash(1))

# A str is a sequence of code points; encoding makes bytes of it, in one way or another.
word = 'naïve ☕ 𝄞'
print(len(word), [hex(ord(c)) for c in word[-3:]], word.encode('utf-8'))
print(len(word.encode('utf-8')), len(word.encode('utf-16-le')), word.encode('latin-1', 'replace'))
for wrong in (b'na\xefve', b'\xf0\x9d\x84'):
    try:
        wrong.decode('utf-8')
    except UnicodeDecodeError as error:
        print('UnicodeDecodeError:', error)
print('ß'.upper(), 'Straße'.casefold() == 'STRASSE'.casefold(), 'ǆ'.title(), 'x²'.isalnum())

# Letters that look alike need not be equal: one code point or two.
print('é' == 'e\u0301', len('é'), len('e\u0301'), sorted(['é', 'f', 'e', 'z', 'É']))

# A format spec is a little language of its own: [fill align sign # 0 width , .precision type].
for spec in ('>10', '*^11', '+,d', '#x', '#010b', '012,.1f', '.3e', 'g', '%'):
    print(f'{spec:>8} [{12345:{spec}}]')
