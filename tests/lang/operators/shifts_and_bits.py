# tests/lang/operators/shifts_and_bits.py -- << >> & | ^ ~ on ints and bools
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
A, B, C = 2 ** 70 + 5, -(2 ** 65) - 3, 0xf0f0
t('''
1 << 0, 1 << 1, 1 << 61, 1 << 62, 1 << 63, 1 << 64, 1 << 100, -1 << 62, -1 << 63, 0 << 1000
5 >> 1, -5 >> 1, -1 >> 100, 1 >> 100, 2 ** 100 >> 98, -(2 ** 100) >> 98, A >> 1, B >> 60
B >> 1000
A & B, A | B, A ^ B, A & C, A | C, A ^ C, B & C, B | C, B ^ C, ~A, ~B, ~C
-1 & A, -1 | A, -1 ^ A, 0 & B, 0 | B, 0 ^ B
True & True, True | False, True ^ True, True & 3, 3 | False, True << 3, True + True
6 & 3 == 3, (6 & 3) == 2, 1 | 2 ^ 3 & 4 << 1
1 << -1
1 >> -1
1 << 2 ** 64
0 << 2 ** 64
1 >> 2 ** 70
1 << 1.0
1.0 & 1
'a' | 1
None ^ None
[] & []
~1.5
~'a'
(1 << 200) - 1 & 0xffff, (1 << 200) >> 195, -(1 << 200) >> 195
(-5).bit_count(), A.bit_count(), B.bit_length()
''')
