# tests/lang/text/bytes_methods.py -- bytes and bytearray: methods, hex, decoding, errors
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
b, ba = b'hello world', bytearray(b'hello world')
t(r'''
b.find(b'o'), b.find(111), b.rfind(b'o'), b.index(b'w'), b.count(b'l'), b.count(108), b.find(b'x')
b.replace(b'l', b'L'), b.replace(b'o', b'', 1), b.startswith(b'he'), b.endswith((b'x', b'd'))
b'wor' in b, 104 in b
ba.find(b'o'), ba.replace(b'l', b'L'), ba.upper(), ba.split(), ba.partition(b' '), ba.title()
ba == b, ba + b, b + ba, ba * 2, type(b + ba).__name__, type(ba + b).__name__
b.split(), b.split(b'o'), b.rsplit(b' ', 1), b.partition(b' '), b.rpartition(b'o')
b'a\nb\r\n'.splitlines(), b' x '.strip(), b'xax'.strip(b'x'), b'xa'.lstrip(b'x')
b'ax'.rstrip(b'x'), b.join([b'1', b'2']), b'-'.join([b'a', bytearray(b'b')])
b'ab'.removeprefix(b'a'), b'ab'.removesuffix(b'b')
b.upper(), b.capitalize(), b.title(), b.swapcase(), b'ABC'.lower(), b'a1'.isalnum()
b'ab'.isalpha(), b'12'.isdigit(), b' '.isspace(), b'Ab'.istitle(), b'AB'.isupper()
b'ab'.islower(), b'\xff'.isascii(), b''.isalpha()
b.center(15, b'*'), b.ljust(13) + b'|', b.rjust(13, b'.'), b'-5'.zfill(4), b'a\tb'.expandtabs(4)
b.translate(bytes.maketrans(b'lo', b'01')), b.translate(None, b'lo')
b'abc'.translate(None, delete=b'b')
b.hex(), b'\x00\xff'.hex(), b'abcdef'.hex(' '), b'abcdef'.hex(':', 2), b'abcde'.hex('-', -2)
bytes.fromhex('00 fF0a'), bytes.fromhex(''), bytearray.fromhex('6162')
bytes.fromhex('0')
bytes.fromhex('zz')
bytes.fromhex('0 0')
b.hex('ab')
b.decode(), b'\xc3\xa9'.decode(), b'\xe9'.decode('latin-1'), b'\xff'.decode('utf-8', 'replace')
b'a\xffb'.decode('utf-8', 'ignore'), b'\xff'.decode('ascii', 'backslashreplace')
b'\xff'.decode('utf-8', 'surrogateescape'), b'a\x00'.decode('utf-16-le')
b'\xef\xbb\xbfx'.decode('utf-8-sig'), ba.decode()
b'\xff'.decode()
b'a\xc3'.decode()
b'\xc3('.decode()
b'\xe2\x98'.decode()
b'\xed\xa0\x80'.decode()
b'\xf8\x88'.decode()
b'\x80'.decode('ascii')
b'a'.decode('nope')
b[0], b[-1], b[1:4], b[::-1], b[::2], list(b'abc'), bytes([65, 66]), bytes(3), bytes()
bytes('é', 'utf-8'), bytes(b'x'), bytes(range(3)), bytes(ba[:2]), bytes((1, 2))
bytes(memoryview(b'mv')), bytes(x for x in [1])
b'a' + 'b'
'b' + b'a'
b'a' + 5
b'a' in 'abc'
'a' in b'abc'
b'a'.join(['x'])
b.find('o')
b.replace('l', 'x')
b.startswith('h')
b.split('o')
b[0] + 'a'
b'a' == 'a', b'a' == bytearray(b'a'), b'a' < b'b', b'a' < bytearray(b'b'), b'' < b'a'
b'abc' != b'abd', {b'a': 1}[b'a'], hash(b'a') == hash(b'a')
b'a' < 'a'
hash(ba)
300 in b
bytes([256])
bytes([-1])
bytes(['a'])
bytes('a')
bytes(-1)
bytes(1.5)
bytes(None)
bytes('a', 'utf-8', 'strict', 'x')
bytes(5, 'ascii')
bytearray([1, 2, 3]), bytearray(2), bytearray('é', 'latin-1'), bytearray()
bytearray(b'ab').__len__(), ba.copy() is ba
b'\'', b'"', b'\'"', b'\\', b'\n\t\r\x00\x7f\x80', b'~ ', repr(bytearray(b"'")), str(b'x')
ascii(b'\xe9'), f'{b"x"}', '%s' % b'x'
''')
x = bytearray(b'abc')
x.append(100); x.extend(b'ef'); x.insert(0, 64); x += b'!'; x[1:3] = b'XYZ'
print(x, x.pop(), x.pop(0), x.remove(ord('X')), x, x.count(b'Y'), x.reverse(), x, x.clear(), x)
print(b'%d-%s' % (5, b'x'), b'abc'.__getitem__(slice(1, 2)), bytes(5) == b'\0' * 5, b'a' * 3,
      0 * b'a', sum(b'abc'), max(b'abc'), sorted(b'bca'), [*b'ab'], bytes(reversed(b'abc')))
class B(bytes): pass
print(B(b'x'), type(B(b'x') + b'y').__name__, B(b'ab')[0], isinstance(B(), bytes))
