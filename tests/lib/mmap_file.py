# tests/lib/mmap_file.py -- mmap: files and anonymous pages, items, slices, file methods, views
import mmap
import os
import tempfile


def shown(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__ + ':', error)


def tried(text, **names):
    try:
        exec(text, names)
        print(text, '->', names.get('m', ''))
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


folder = tempfile.mkdtemp()
path = os.path.join(folder, 'window.bin')
with open(path, 'wb') as out:
    out.write(b'first line\nsecond line\n' + bytes(range(32)) * 4)

with open(path, 'r+b') as file, mmap.mmap(file.fileno(), 0) as m:
    print(m, len(m), m.size(), m.closed, m.tell(), m.seekable())
    print(m.readline(), m.readline(), m.tell(), m.read(3), m.read_byte(), m.tell())
    print(m.seek(0), m.seek(5, 1), m.seek(-5, 2), m.read(), m.read(), m.readline())
    print(m[0], m[-1], m[0:5], m[5:0:-2], m[::40], m[1000:], m[-3:])
    m[0:5] = b'FIRST'
    m[6] = 76
    m[0:10:2] = b'abcde'
    m[-1] = 0
    print(m[:12], m.find(b'line'), m.find(b'line', 12), m.rfind(b'line'), m.find(b'\n', 11, 20),
          m.find(b''), m.rfind(b'', 3, 5), m.find(b'abc', -5, -1), m.rfind(b'nowhere'))
    m.seek(0)
    print(m.write(b'FIRST'), m.tell(), m.write_byte(33), m.tell())
    m.move(20, 0, 6)
    print(m[18:30], m.flush(), m.flush(0, 10))
    print(list(m)[:3], b'F' in m, 70 in m, [b for b in m][-2:])
    view = memoryview(m)
    print(view.format, view.nbytes, view.readonly, view.obj is m, view[:5].tolist())
    view[0] = 70
    shown(m.close)
    shown(m.resize, 10)
    view.release()
    m.resize(4096 * 2 + 5)
    print(len(m), m[-3:], os.path.getsize(path))
    m.resize(8)
    print(len(m), m[:], m.tell(), m.size())
    shown(m.seek, 9)
    shown(m.read_byte)
    print(m.seek(0, 2), m.read(5))
    shown(m.write_byte, 1)
    print(m.madvise(mmap.MADV_NORMAL), m.madvise(mmap.MADV_WILLNEED, 0, 8))
print(m, m.closed)
with open(path, 'rb') as file:
    print(file.read())
    for access in mmap.ACCESS_READ, mmap.ACCESS_COPY:
        with mmap.mmap(file.fileno(), 8, access=access) as m:
            print(m, memoryview(m).readonly)
            tried('m[0] = 1', m=m)
            tried('m[0:2] = b"xy"', m=m)
            tried('m.write(b"q")', m=m)
            tried('m.write_byte(7)', m=m)
            tried('m.move(0, 1, 2)', m=m)
            tried('m.resize(100)', m=m)
            print(m[:], m.flush())
    shown(mmap.mmap, file.fileno(), 100)
    shown(mmap.mmap, file.fileno(), 0, mmap.MAP_SHARED, mmap.PROT_READ, 0, 4096)
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ, trackfd=False) as m:
        shown(m.size)
        shown(m.resize, 5)
with open(path, 'rb') as file:
    print(file.read())
with open(path, 'wb'):
    pass
with open(path, 'r+b') as file:
    shown(mmap.mmap, file.fileno(), 0)
os.remove(path)
os.rmdir(folder)

m = mmap.mmap(-1, 16)
for text in ("m['a']", "m['a'] = 1", "m[0] = 'a'", "m[0] = 256", "m[0] = -1", "m[0] = b'a'",
             "m[0:2] = b'abc'", "m[::2] = b'abc'", "m[0:2] = 5", "m[16]", "m[-17] = 1",
             "m[2 ** 70]", "m[0] = 2 ** 70", "del m[0]", "del m[0:2]", "m.find('a')",
             "m.find(b'a', 1.0)", "m.find(b'a', None)", "m.read('a')", "m.read(2 ** 70)",
             "m.write('a')", "m.write(bytes(17))", "m.write_byte(256)", "m.write_byte(-1)",
             "m.write_byte('a')", "m.seek(17)", "m.seek(-1)", "m.seek(0, 5)", "m.seek(2 ** 70)",
             "m.move(0, 5, 12)", "m.move(-1, 0, 1)", "m.madvise(12345)",
             "m.madvise(0, 16)", "m.madvise(0, 0, -1)", "m.flush(17)", "m.flush(1, 10)",
             "m.flush(-1)", "m.resize(-1)", "m.resize('a')", "m + b'a'", "m * 2", "m.size()"):
    tried(text, m=m)
for text in ("(-1, -1)", "(-1, 0)", "(-1, 1, access=9)", "(-1, 1, access=1, prot=1)",
             "(-1, 1, offset=-1)", "('a', 1)", "(-1, 'a')", "(-1, 2 ** 70)", "(2 ** 40, 5)",
             "(-5, 5)", "(-1, 5, offset='a')", "(-1, 5, prot=4)", "(-1, 5, prot=2)",
             "(-1, 5, flags=mmap.MAP_PRIVATE)", "(-1, 5, access=3)"):
    tried('m = mmap.mmap' + text, mmap=mmap)


class Closer:
    def __init__(self, m):
        self.m = m

    def __index__(self):
        self.m.close()
        return 0


for text in ("m[c]", "m[c:3]", "m[c] = 1", "m[0] = c", "m[0:2:c] = b'ab'", "m.find(b'a', c)",
             "m.read(c)", "m.move(0, 0, c)", "m.write_byte(c)", "m.madvise(c)"):
    m = mmap.mmap(-1, 16)
    tried(text, m=m, c=Closer(m))
for text in ("m[0]", "len(m)", "m[0] = 1", "m.read()", "list(m)", "m.close()", "m.__enter__()",
             "memoryview(m)", "m.find(1)", "m.size()", "m.seekable()"):
    tried(text, m=m)

with mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE) as m:
    m[:4] = b'keep'
    m.resize(3 * 4096)
    m[-1] = 9
    print(len(m), m[:5], m[-2:])


class Noted(mmap.mmap):
    def __new__(cls, *args, **options):
        made = super().__new__(cls, -1, *args, **options)
        made.note = 'extra'
        return made


m = Noted(10)
print(m, m.note, isinstance(m, mmap.mmap), mmap.error is OSError)
