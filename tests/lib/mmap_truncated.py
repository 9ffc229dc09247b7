# tests/lib/mmap_truncated.py -- a mapped file becomes shorter: OSError, where the reference ends
# with SIGBUS
import mmap
import os
import tempfile

path = os.path.join(tempfile.mkdtemp(), 'short.bin')


def tried(text):
    with open(path, 'w+b') as file:
        file.write(bytes(range(256)) * 64)
        file.flush()
        m = mmap.mmap(file.fileno(), 0)
        os.ftruncate(file.fileno(), 100)
        for expression in text, 'm[0]', 'm.close()':
            try:
                print(expression, eval(expression))
            except OSError as error:
                print(expression, 'OSError', error)


for text in ('m[5]', 'm[5000]', 'm[4090:5000]', 'm[::4096]', 'm.find(b"zz")', 'm.rfind(b"zz")',
             'm.read()', 'm.seek(9000) and m.read_byte()', 'm.seek(9000) and m.readline()',
             'm.__setitem__(5000, 1)', 'm.__setitem__(slice(4000, 5000), bytes(1000))',
             'm.move(0, 5000, 100)', 'm.seek(9000) and m.write(b"abc")', 'b"x" in m',
             'm.seek(9000) and m.write_byte(5)', 'memoryview(m)[5000]', 'm.flush()', 'list(m)'):
    tried(text)
os.remove(path)
os.rmdir(os.path.dirname(path))
