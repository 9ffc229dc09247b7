# tests/lang/modules/struct_io_os.py -- struct formats, text and binary files, StringIO, BytesIO
import struct, io, os, sys
for fmt, *vals in (('<bBhHiIqQ', -1, 255, -2, 65535, -3, 2 ** 32 - 1, -4, 2 ** 64 - 1),
                   ('>hI', 1, 2), ('!d', 1.5), ('=f', 0.5), ('3s', b'abcd'), ('5s', b'ab'),
                   ('?', True), ('c', b'x'), ('2x', ), ('<ih', 1, 2), ('@ih', 1, 2), ('hi', 1, 2),
                   ('4p', b'abcdef'), ('3h', 1, 2, 3), ('e', 1.5), ('<l', 5), ('P', 0)):
    packed = struct.pack(fmt, *vals)
    print(fmt, packed, struct.calcsize(fmt), struct.unpack(fmt, packed))
s = struct.Struct('<hh')
buf = bytearray(8)
s.pack_into(buf, 2, 5, -5)
print(buf, s.unpack_from(buf, 2), s.size, s.format, list(struct.iter_unpack('<h', b'\1\0\2\0')),
      list(s.iter_unpack(bytes(8))))
for f in (lambda: struct.pack('b', 128), lambda: struct.pack('h', 'x'),
          lambda: struct.unpack('h', b'a'), lambda: struct.pack('z', 1),
          lambda: struct.pack('hh', 1), lambda: struct.pack('B', -1),
          lambda: struct.pack('c', 'x'), lambda: struct.pack('c', b'xx'),
          lambda: struct.pack('s', 5), lambda: struct.unpack_from('i', b'ab'),
          lambda: struct.pack_into('i', bytearray(2), 0, 1), lambda: struct.calcsize('3'),
          lambda: struct.pack('f', 1e40)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
path = 'test_struct_io_os.tmp'
with open(path, 'w', encoding='utf-8', newline='') as f:
    print(f.write('first\nsecond é\r\nthird'), f.tell(), f.writable(), f.readable(), f.closed,
          f.name, f.mode, f.encoding)
with open(path, encoding='utf-8') as f: print(f.read(), f.read())
with open(path, encoding='utf-8') as f: print(f.readline(), f.readlines(), repr(f.readline()))
with open(path, encoding='utf-8') as f: print([line.rstrip() for line in f], f.seek(0), f.read(3),
                                              f.readline())
with open(path, 'rb') as f: print(f.read(), f.seek(-5, 2), f.read(), f.tell(), f.seek(0),
                                  f.readline(), f.readinto(b := bytearray(4)), b)
with open(path, 'ab') as f: f.write(b'!'); f.writelines([b'a', b'b'])
with open(path, 'r+b') as f: f.write(b'FIRST'); f.seek(0); print(f.read(8)); f.truncate(5)
print(open(path).read(), os.path.getsize(path), os.path.exists(path), os.path.isfile(path),
      os.path.isdir('.'), os.stat(path).st_size)
for f in (lambda: open('no/such/file'), lambda: open(path, 'x'), lambda: open(path, 'q'),
          lambda: open(path, 'rw'), lambda: open(path).write('x'),
          lambda: open(path, 'rb', encoding='x'), lambda: open(''), lambda: open('.'),
          lambda: open(path, 'rb').read('x'), lambda: os.remove('no such'),
          lambda: os.rmdir('no such'), lambda: os.listdir('no such')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
os.rename(path, path + '2'); os.remove(path + '2')
print(os.path.exists(path), os.path.join('a', 'b', '/c', 'd'), os.path.split('/a/b.c'),
      os.path.splitext('a/b.tar.gz'), os.path.basename('x/y'), os.path.dirname('x/y'),
      os.path.normpath('a//b/../c/.'), os.path.isabs('/a'), os.path.commonprefix(['abc', 'abd']),
      os.path.relpath('/a/b', '/a/c'), os.sep, os.linesep, os.name, os.path.expanduser('x'),
      os.path.abspath('/x/../y'))
t = io.StringIO('a\nb\nc')
print(t.read(1), t.readline(), list(t), t.tell(), t.seek(0), t.read(), t.write('!'), t.getvalue(),
      t.truncate(2), t.getvalue(), t.closed)
b = io.BytesIO(b'abc')
print(b.read(1), b.read(), b.write(b'de'), b.getvalue(), b.seek(1), b.read1(2), b.getbuffer()[0],
      b.readinto(bytearray(1)))
for f in (lambda: io.StringIO(5), lambda: io.StringIO().write(b'x'), lambda: io.BytesIO('x'),
          lambda: io.BytesIO().write('x'), lambda: t.close() or t.read()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(io.TextIOWrapper(io.BytesIO(b'x\r\ny'), encoding='ascii').read(), 'PATH' in os.environ,
      os.environ.get('NO_SUCH_VARIABLE_X', 'unset'), os.getcwd() == os.path.abspath('.'),
      isinstance(os.getpid(), int), sys.stdout.writable())
os.environ['TUPLET_TEST_X'] = '1'; print(os.getenv('TUPLET_TEST_X'))
del os.environ['TUPLET_TEST_X']
os.makedirs('tmp_dir_x/sub'); open('tmp_dir_x/f', 'w').close()
print(sorted(os.listdir('tmp_dir_x')), [(d, sorted(ds), fs) for d, ds, fs in os.walk('tmp_dir_x')],
      sorted(e.name for e in os.scandir('tmp_dir_x')))
os.remove('tmp_dir_x/f'); os.removedirs('tmp_dir_x/sub'); print(os.path.exists('tmp_dir_x'))
