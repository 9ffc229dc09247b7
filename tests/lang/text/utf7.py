# tests/lang/text/utf7.py -- UTF-7: whole, in pieces, and broken
import codecs


def attempt(function, *args):
    try:
        return function(*args)
    except UnicodeError as error:
        return f'{type(error).__name__}: {error}'


TEXTS = ['', 'abc', 'a+b', '+', '++', '1+-2', '€', 'A€B', 'a€-', '€\u00e9', '😀', 'x😀y', '\ud800', '\udc00x',
         '\ud800\udc00', '~\\', '\0\x7f', ' \t\r\n', 'Hi Mom ☺!', '!"#$%&*;<=>@[]^_`{|}', '\xa3\u2020', '+é+',
         '\U0010ffff', '日本語', '日本語+', 'é/', 'é.', '\ud801a']
for text in TEXTS:
    data = text.encode('utf-7')
    print(ascii(text), data, attempt(data.decode, 'UTF7') == text)
BROKEN = [b'a+\xff', b'+', b'+a', b'+AP', b'+AP8', b'+AP-', b'+2AA', b'+2AA-', b'+2AAx', b'+2ADYAA', b'a\xe9b',
          b'+?', b'a+,x', b'+AOk', b'+AOkx', b'+AOl-', b'+AOk-+AOk-', b'+2AH-x', b'+2ADcAA', b'++-', b'+AAA',
          b'+2AA+', b'+3AA-', b'+2AHYAA-z', b'\xff\xfe', b'+AGEAY', b'+AGEAYg', b'+AGEAYi', b'1+AP\xe9']
for data in BROKEN:
    for errors in 'strict', 'ignore', 'replace', 'backslashreplace':
        print(data, errors, ascii(attempt(data.decode, 'utf-7', errors)))
    print(data, ascii(attempt(codecs.utf_7_decode, data, 'replace')))
for text in TEXTS:
    decoder = codecs.getincrementaldecoder('utf-7')()
    data = text.encode('utf-7')
    parts = [decoder.decode(data[at:at + 1]) for at in range(len(data))] + [decoder.decode(b'', True)]
    print(ascii(''.join(parts)) == ascii(text), ascii(parts))
print(codecs.utf_7_encode('é+'), codecs.utf_7_decode(b'a+AOk-b', 'strict', True), codecs.lookup('u7').name)
