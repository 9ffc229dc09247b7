# tests/lang/objects/int_methods.py -- int: construction from everything, bases, bytes
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
t('''
int(), int(5), int(-5.9), int(5.9), int(True), int('12'), int(' -12 \\n'), int('+5'), int('1_000')
int(b'12'), int(bytearray(b'7')), int('٣'), int(1e20), int('00012')
int('ff', 16), int('0xff', 16), int('0b11', 2), int('0o17', 8), int('z', 36), int('0x1f', 0)
int('0b1', 0), int('12', 0), int('-0xA', 16), int('11', base=3), int('1_0', 2), int('0', 0)
int('000', 0)
int('x')
int('')
int(' ')
int('1 2')
int('1__0')
int('_1')
int('1.5')
int('0x1f')
int('012', 0)
int('2', 2)
int('1', 1)
int('1', 37)
int('1', -1)
int(5, 10)
int(None)
int([])
int(1j)
int(float('inf'))
int(float('nan'))
int('a' * 300)
int(b'x')
int('\\x00')
int('é')
(255).to_bytes(2, 'big'), (255).to_bytes(2, 'little'), (-1).to_bytes(4, 'big', signed=True)
(0).to_bytes(), (65).to_bytes(1), (2 ** 70).to_bytes(9, 'big')
(1).to_bytes(length=2, byteorder='little')
(256).to_bytes(1, 'big')
(-1).to_bytes(1, 'big')
(128).to_bytes(1, 'big', signed=True)
(1).to_bytes(1, 'middle')
(1).to_bytes(-1, 'big')
int.from_bytes(b'\\x01\\x00', 'big'), int.from_bytes(b'\\x01\\x00', 'little')
int.from_bytes(b'\\xff', 'big', signed=True), int.from_bytes([1, 2]), int.from_bytes(b'')
int.from_bytes(b'\\xff' * 9, 'little')
int.from_bytes('ab', 'big')
int.from_bytes(5, 'big')
(5).bit_length(), (-5).bit_length(), (0).bit_length(), (2 ** 64).bit_length(), (7).bit_count()
(-7).bit_count(), (2 ** 65 - 1).bit_count()
(5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (5).as_integer_ratio()
(5).is_integer(), True.real, True.numerator
bin(10), bin(-10), oct(8), hex(255), hex(-255), bin(0), hex(2 ** 64), oct(-2 ** 64), bin(True)
round(15, -1), round(25, -1), round(-15, -1), round(14, -1), round(5, 2), round(12345, -3)
round(10 ** 20 + 5, -1), round(5, -5), round(2 ** 64, -10), round(5)
abs(-5), divmod(-7, 3), pow(2, 10), pow(2, 10, 1000), pow(3, -1, 11), pow(0, 0), pow(-2, 3)
2 ** -1, pow(7, 0, 1)
hash(5), hash(-1), hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61 + 1), hash(2 ** 64)
hash(10 ** 30), hash(True), hash(-10 ** 30)
str(10 ** 50), repr(-10 ** 50), len(str(3 ** 5000)), str(2 ** 200), int(str(7 ** 300)) == 7 ** 300
(10 ** 100) // (10 ** 98 + 1), (10 ** 100) % (10 ** 9 + 7), -(10 ** 50) // 3, -(10 ** 50) % 3
(3 ** 200) >> 300, 1 << 200 >> 199, (2 ** 200 - 1) & (2 ** 100 - 1) == 2 ** 100 - 1
5 == 5.0, 2 ** 53 + 1 == float(2 ** 53), 10 ** 30 > 1e29, 10 ** 400 > float('inf'), 1 < True
True == 1
(5).__add__(3), (5).__add__('x'), (5).__radd__(3), (5).__eq__(5), (5).__eq__('x'), (5).__index__()
(5).__float__(), (5).__bool__(), (5).__neg__(), (5).__floordiv__(0.5), (5).__pow__(2, 7)
''')
import sys
big = 10 ** 5000
for f in (lambda: str(big), lambda: int('1' * 5000), lambda: f'{big}', lambda: repr(big),
          lambda: '%d' % big):
    try: print(len(f()))
    except ValueError as e: print(e)
print(len(hex(big)), int('f' * 5000, 16) > big, sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(big)), int('1' * 5000) % 9)
n = 1
for i in range(1, 101): n *= i
print(n, n % 97, len(str(n)))
a, b = 0, 1
for _ in range(300): a, b = b, a + b
print(a)
print([10 ** 18 * k for k in range(8, 11)], [2 ** k for k in (61, 62, 63, 64)],
      [-2 ** k for k in (61, 62, 63, 64)], (2 ** 62 - 1) + 1, -(2 ** 62) - 1,
      (2 ** 31) * (2 ** 31), (2 ** 32 - 1) ** 2, 3037000500 ** 2)
class I(int): pass
print(type(I(5) + 1).__name__, type(+I(5)).__name__, I(5), repr(I(5)), I('7') * 2,
      I.from_bytes(b'a'), type(I.from_bytes(b'a')).__name__)
