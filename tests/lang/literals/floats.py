# tests/lang/literals/floats.py -- spellings and representations of float and complex
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
t('''
1.0, 1., .5, 0.0, -0.0, 1e5, 1E5, 1e+5, 1e-5, 1_0.0_1, 1_0e1_0
1e16, 1e15, 123456789012345680.0, 1e22, 1e23, 9007199254740993.0
0.1, 0.2, 0.1 + 0.2, 1/3, 2/3, 1e-4, 1e-5, 0.0001, 0.00001, 123e-7
5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e309, -1e309, 1e400 - 1e400
1e308 * 10, -1e308 * 10, 1e-400
3.14j, 1j, 0j, -0j, 1e3j, 1_0j, .5j, 5.j, 1+2j, 1-2j, -1-2j, -(1+2j)
complex(0.0, -0.0), complex(-0.0, 0.0), complex(float('nan'), float('inf')), 1e309j
(1+2j) * (3-4j), (1+2j) / (3-4j), 1j ** 2, 2 ** 1j == 2 ** 1j, abs(3+4j)
100000000000000000000.0, 12345678901234567.0, 4.35, 2.675, 1.005
0.1e1, 00.5, 00e1, 09.5, 077.5e0
1e0, 1e1, 12e0, 1.5e300, 2.5e-300
repr(1e100), str(1e-100), f'{1e50}', '%s' % 1e-50
''')
for v in (1e0 * 10 ** n for n in range(-6, 19, 3)):
    print(v, -v, v * 1.1)
