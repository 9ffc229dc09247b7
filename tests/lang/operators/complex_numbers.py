# tests/lang/operators/complex_numbers.py -- complex arithmetic, comparison and errors
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
z, w = 3 + 4j, -1 - 0.5j
t('''
z + w, z - w, z * w, z / w, z ** 2, z ** 0, -z, +z, abs(z), z.conjugate(), z.real, z.imag
z + 1, 1 + z, z - 1.5, 2 * z, z / 2
z == 3 + 4j, z != w, z == 3, 3 + 0j == 3, hash(3 + 0j) == hash(3), bool(0j), bool(z)
complex(1, 2), complex('1+2j'), complex('-j'), complex(' 1e3-2.5J '), complex('(3j)')
complex(2.5), complex(), complex('inf')
complex('1 + 2j')
complex('abc')
complex('1', 2)
complex(1, '2')
complex(imag=2), complex(1j, 1j)
z < w
z // w
z % w
divmod(z, w)
int(z)
float(z)
round(z)
z / 0
0j ** -1
0j ** 0, 0j ** 2
complex([])
f'{z}', f'{z:.2f}', f'{z:>12}', f'{z:e}', f'{z:+}', str(z), repr(w), f'{z!r:>12}'
1j * 1j, (1 + 1j) ** 2, 1j ** 2
''')
