# tests/lang/literals/strings.py -- prefixes, escapes, joining and triple quotes
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
t(r'''
'a"b', "a'b", 'a\'b', "a\"b", 'a\'b"c', '\\', r'\n', R'\'', r"\""
'\n\t\r\a\b\f\v\0', '\x41\x7f\xff', '\101\12\1019', '\u0041\u00e9\u2603', '\U0001F600'
'\N{BULLET}', '\N{LATIN SMALL LETTER E WITH ACUTE}'
'a' 'b' "c", 'a' r'\n' 'b', 'x' f'{1}' 'y', ('a'
u'text', U"x", u'\u00e9'
b'abc', B"\x00\xff", b'\'"', rb'\n', Rb'\d', bR'\q', BR'\x', b'a' b'b', b'\101\n'
len('\
'), 'a\x00b', 'é', 'ñ' 'ü', '日本', '😀', len('😀'), '\ud800', '\udfff', 'a\u0301'
''')
print('''one
two \
three
''' """q"uo""te""" '''a'b''c''')
print('\
continued', "tab	inside", 'nul\0end' == 'nul' + chr(0) + 'end')
print(repr('\x7f\x80\x9f\xa0\xad\u0300\u200b\u2028\u3000\ufeff\ue000\U000e0001\U0010ffff'))
print(ascii('é日😀\x7f\n'), repr('\'"'), repr("'"), repr('"'), repr(b'\'"'), repr(b"'"))
for source in ('"abc', "'''abc", "'a\nb'", 'b"é"', r'"\x4"', r'"\u12"', r'"\N{NO SUCH}"',
               r'"\U00110000"',
               r'b"\x4"', '"a" b"b"', 'ur"x"', 'f"{', 'fb"x"', r'"\N"', r'"\N{"', '"\\', "r'\\'"):
    try:
        print(repr(source), '=>', repr(eval(source)))
    except SyntaxError as error:
        print(repr(source), '!!', error.msg, error.lineno, error.offset)
