# tests/lang/literals/integers.py -- every spelling of an int
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
t('''
0, 00, 0_0, 1_000_000, 0xff, 0XFF, 0xdead_beef, 0b1010, 0B_1, 0o17, 0O_7_7
123456789012345678901234567890
-0, +0, ~0, - -5, -+-5, ~-1
0x7fffffffffffffff, 0x3fffffffffffffff, 0x4000000000000000, 0x8000000000000000
1_2_3 + 4_5
9223372036854775807 + 1, -9223372036854775808 - 1
4611686018427387903 + 1, -4611686018427387904 - 1
0xffffffffffffffffffff & 0xffff
1 .real, 1..real, (5).bit_length(), 5 .__add__(6)
0b1 + 0o1 + 0x1 + 1
''')
for source in ('1__0', '0_', '1_', '0x', '0b', '0o', '0b2', '0o8', '01', '007', '1a', '0xg', '0b1_',
               '1_000_', '0_7', '09', '12_34_', '0777', '1_.5', '1._5', '1e_5', '1e5_', '5r'):
    try:
        print(source, '=>', eval(source))
    except SyntaxError as error:
        print(source, '!!', error.msg, error.offset)
