# tests/lib/codecs_escape.py -- the escapes of bytes literals, as codecs and old pickles have them
import codecs
import pickle
import warnings
import weakref


class Weak(str):
    def __repr__(self):
        return 'Weak'



warnings.simplefilter('ignore')
for data in b'', b'abc', b"a'b\"", b'\\\n\r\t\0\xff\x7f', bytearray(b'a'), 'a':
    try:
        print(codecs.escape_encode(data))
    except TypeError as error:
        print(error)
for data in (b'abc', rb'\n\t\x41\101\0\777\8\q', b'a\\\nb', b'\\', rb'\x4', rb'\x4g', rb'\xg',
             'é\\n', rb'\x', rb'\400a'):
    for errors in 'strict', 'ignore', 'replace', 'other':
        try:
            print(data, errors, codecs.escape_decode(data, errors))
        except ValueError as error:
            print(data, errors, error)
warnings.simplefilter('error')
for data in rb'\q', rb'\477', rb'ab\8':
    try:
        codecs.escape_decode(data)
    except DeprecationWarning as warning:
        print(warning)

# pickles of Python 2, and broken ones
for data in (b"S'a\\nb\\x41'\n.", b'S"it\'s"\n.', b"S'open\n.", b"S''\n.", b'T\x02\0\0\0\xe9\xe8.',
             b'U\x01a.', b"cbuiltins\nstr\n.", b'c\nstr\n.', b'I01\n.', b'I1\n.', b'I0x1f\n.',
             b'L12L\n.', b'L12\n.', b'F1.5e3\n.', b'Fx\n.', b'I12a\n.', b'(I1\nI2\nt.',
             b'(lp0\nI1\na.', b'(dp0\n.', b'(I1\n.', b'.', b'', b'K', b'x.', b'\xff', b"'",
             b'0.', b'N0N.', b'(.', b'(1N.', b'h\x05.', b'g5\n.', b'Np-1\n.',
             b'\x80\x09.', b'\x82\x01.', b'NR.', b']NR.', b'NN\x81.', b'N)\x81.', b'Nb.', b'NNb.',
             b'N}b.', b'Na.', b'K\x01K\x02a.', b'(NNNu.', b'}(Nu.', b'Q.', b'Px\n.', b'NQ.',
             b'\x97.', b'\x8a\x02\xff\xff.', b'\x8b\xff\xff\xff\xff.', b'\x95\xff\0\0\0\0\0\0\0.',
             b'\x8e\xff\xff\xff\xff\xff\xff\xff\xff.',
             b'X\xff\xff\xff\x7f.', b'(i__main__\nWeak\n.', b'(c__main__\nWeak\no.', b'(o.'):
    for encoding in ('ASCII', 'latin-1', 'bytes') if data[:1] in b'STU' and data else ('ASCII',):
        try:
            print(data, encoding, pickle.loads(data, encoding=encoding))
        except Exception as error:
            print(data, encoding, f'{type(error).__name__}: {error}'.split(' object at')[0])




text = Weak('text')
reference = weakref.ref(text)
print(reference() is text, Weak.__weakref__)
del text
print(reference())
