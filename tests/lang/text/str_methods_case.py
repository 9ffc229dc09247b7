# tests/lang/text/str_methods_case.py -- case, alignment, tests of character classes, translate
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
words = ['', 'hello World', 'ABC', 'abc', 'ß', 'ǆ', 'İ', 'ſ', 'ΣΑΣ', 'x1', '123', '²', '½', 'Ⅷ',
         '一', 'é', 'É', ' ', '\t\n', '\u2003', 'a_b', '_1', '1a', 'ab-c', "they're bill's", '\x00',
         'ŉ', 'ﬁ', '٣', 'class', '😀', 'Ab', 'aB', 'ªº', '\u0301', '\xad', '\u200b']
names = [n for n in dir(str) if n.startswith('is')]
print(names)
for w in words:
    print(ascii(w), w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold(),
          sep='|')
    print('   ', ''.join('.X'[getattr(w, n)()] for n in names))
t(r'''
'abc'.center(9), 'abc'.center(8, '*'), 'abc'.center(2), 'a'.center(4), 'ab'.center(5, '-')
''.center(3, '.'), 'abc'.center(10, 'é')
'abc'.ljust(6) + '|', 'abc'.rjust(6), 'abc'.ljust(6, '.'), 'abc'.rjust(6, '☕'), 'abc'.ljust(-5)
'42'.zfill(5), '-42'.zfill(5), '+4'.zfill(4), ''.zfill(2), '--1'.zfill(5), 'abc'.zfill(2)
'abc'.center(9, 'xy')
'abc'.ljust('x')
'abc'.rjust(5, 5)
'a\tb'.expandtabs(), 'a\tb\tc'.expandtabs(4), '\t'.expandtabs(0), 'a\n\tb'.expandtabs(2)
'ab\t'.expandtabs(tabsize=3), 'é\tx'.expandtabs(4), '\t\t'.expandtabs(-1)
'abc'.translate({97: 'X', 98: None, 99: 100}), 'abc'.translate(str.maketrans('ab', 'xy'))
'abc'.translate(str.maketrans('a', 'b', 'c')), str.maketrans({'a': 1, 98: 'z'})
'é'.translate({233: 'ee'}), 'ab'.translate('x' * 97 + 'YZ')
str.maketrans('a', 'bc')
str.maketrans({'ab': 1})
str.maketrans(5)
'a'.translate(5)
'a'.translate({97: -1})
'a'.translate({97: 1.5})
'abc'.encode(), 'é'.encode('latin-1'), '☕'.encode('utf-8'), '☕'.encode('ascii', 'replace')
'é☕'.encode('ascii', 'ignore'), 'é☕😀'.encode('ascii', 'backslashreplace')
'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('utf-16-le'), 'a'.encode('utf-32-be')
'\ud800'.encode('utf-8', 'surrogatepass'), 'é'.encode('ascii', 'namereplace')
'☕'.encode('ascii')
'☕'.encode('latin-1')
'\ud800'.encode()
'a'.encode('nope')
'☕'.encode('ascii', 'nope')
'a' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, '' * 100, 'é' * 2
'a' + 'b', 'é' + 'x' + '😀', '' + ''
'a' < 'b', 'a' < 'B', 'a' < 'aa', '' < 'a', 'é' > 'z', '😀' > '\uffff', 'abc' == 'abc', 'a' == 'b'
'a' >= 'a', 'Z' < 'a', max('abc'), min('bca'), sorted('hello')
len('é😀'), 'é😀'[1], list('a😀'), 'a😀b'[::-1], hash('a') == hash('a'), 'x'.isidentifier(), str()
str('a'), str(5), str(None), str(b'x'), str(b'abc', 'ascii'), str(object=5)
str(b'\xff', 'utf-8', 'replace')
'a'.upper(1)
'a'.nothing
'a'.upper.__name__, 'a'.__len__(), 'a'.__add__('b'), 'a'.__contains__('a'), 'a'.__mul__(2)
'a'.__eq__(5), 'a'.__lt__('b'), 'ab'.__getitem__(0), 'a'.__hash__() == hash('a')
''')
