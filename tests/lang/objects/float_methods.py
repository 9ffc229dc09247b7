# tests/lang/objects/float_methods.py -- float: parsing, repr, hex, rounding, ratios, special values
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
t('''
float(), float(5), float('1.5'), float(' -1e3 \\n'), float('inf'), float('-Infinity')
float('nan'), float('1_0.5'), float('.5'), float('5.'), float('1e400'), float('1e-400')
float(True), float('٣.٥'), float('+0'), float('-0'), float(b'2.5'), float('INF'), float('NaN')
float('x')
float('')
float('1 2')
float('1__0')
float('0x1')
float('1e')
float(None)
float([])
float(1j)
float('infi')
float('1_')
float(10 ** 400)
float('\\x001')
repr(0.1), 1e16, 1e15, 123456789.123456789, 1.1 * 1.1, 1 / 3, 2 / 3, 1e-5, 0.0001, 1e22, 1e21
12345678901234567890.0, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 1.0e10, 9007199254740992.0
0.1 + 0.7, 4.35 * 100, 1e5, 1.5e-7
round(2.5), round(3.5), round(-2.5), round(0.5), round(1.5), round(2.675, 2), round(1.005, 2)
round(1234.567, -2), round(1e20), round(-0.4), round(2.5, 0), round(1e300, 2), round(5.015, 2)
round(0.1 + 0.2, 15), round(1.5, 400), round(123.456, -5), round(2.5, None)
round(float('inf'))
round(float('nan'))
round(float('inf'), 2), round(float('nan'), 1)
round(1e308, -308)
round(1.7e308, -308)
(1.5).hex(), (-0.1).hex(), (0.0).hex(), (-0.0).hex(), float('inf').hex(), float('nan').hex()
(5e-324).hex(), (1e300).hex(), (255.0).hex(), (1.0).hex()
float.fromhex('0x1.8p0'), float.fromhex('1.8'), float.fromhex('-0x1p-3'), float.fromhex('inf')
float.fromhex('0xABCp4'), float.fromhex(' 0x.8 '), float.fromhex('nan')
float.fromhex('0x1p-1074'), float.fromhex('1p10')
float.fromhex('xyz')
float.fromhex('0x1p2000')
float.fromhex('')
(0.5).as_integer_ratio(), (-2.25).as_integer_ratio(), (0.1).as_integer_ratio()
(1e20).as_integer_ratio(), (0.0).as_integer_ratio()
float('inf').as_integer_ratio()
float('nan').as_integer_ratio()
(1.0).is_integer(), (1.5).is_integer(), float('inf').is_integer(), (1e300).is_integer()
(2.5).conjugate(), (2.5).real, (2.5).imag
hash(1.0), hash(0.5), hash(-0.0), hash(float('inf')), hash(float('-inf')), hash(1e100), hash(0.1)
hash(1.5) == hash(3 / 2), hash(2.0 ** 61)
int(1e20), int(-1.9), int(1e300) == int('1' + '0' * 300), divmod(5.5, 2), divmod(-5.5, 2)
5.5 // 2, -5.5 // 2, -5.5 % 2, 5.5 % -2, 1e20 % 3, 0.0 // 1, -0.0 % 1
float.__getformat__('double'), (1.5).__trunc__(), (1.5).__floor__(), (1.5).__ceil__()
(-1.5).__floor__(), (2.5).__round__(), (1.5).__int__(), (0.0).__bool__(), (1.5).__add__('x')
(1.5).__eq__(1.5)
''')
import sys, math
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig,
      sys.float_info.mant_dig, sys.float_info.max_exp)
vals = [x * 10.0 ** e for x in (1, 1.1, 3.3, 7.77) for e in range(-6, 23, 4)]
print(vals)
print([float(repr(v)) == v for v in vals] == [True] * len(vals), sum([0.1] * 10),
      math.fsum([0.1] * 10), sum([1e20, 1.0, -1e20]), sum([0.1, 0.2, 0.3]))
print([x / 7 for x in range(1, 9)], [2.0 ** -n for n in range(1, 12, 3)],
      [1.1 ** n for n in range(0, 40, 9)])
class F(float): pass
print(F(1.5), repr(F(1.5)), type(F(1.5) + 1).__name__, F('2'), F(1.0) == 1)
