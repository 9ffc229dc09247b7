# tests/lib/pickle_hostile.py -- objects that change while they are pickled, files that lie, views
import gc
import io
import pickle


class Clear:

    def __init__(s, t):
        s.t = t

    def __reduce__(s):
        s.t.clear()
        return (int, ())


for mk in (lambda l: (l, l.append), lambda l: (l, None)):
    for p in range(6):
        l = []
        l.extend([Clear(l)] * 3)
        try:
            print(p, pickle.dumps(l, p))
        except Exception as e:
            print(p, type(e).__name__, e)
        d = {}
        d.update({i: Clear(d) for i in range(3)})
        try:
            print(p, pickle.dumps(d, p))
        except Exception as e:
            print(p, type(e).__name__, e)
        s = set()
        s.update([Clear(s) for i in range(3)])
        try:
            pickle.dumps(s, p)
        except Exception as e:
            print(p, type(e).__name__, e)


class S:

    def __setstate__(self, s):
        s.clear()
        gc.collect()


s = S()
s.a = [1]
s.b = s.a
print(vars(pickle.loads(pickle.dumps(s))))


class R:

    def __reduce__(self):
        return (R2, (self,))


def R2(x):
    pass


try:
    pickle.dumps(R())
except RecursionError as e:
    print('rec')


class W:

    def __init__(s):
        s.n = 0

    def write(s, b):
        s.n += len(b)
        del x[:]


x = [b'q' * 70000] * 5 + ['z' * 70000] * 4
w = W()
pickle.Pickler(w).dump(x)
print(w.n)


class BadFile:

    def read(s, n):
        return 'text'

    def readline(s):
        return b'x' * 5



for a in ('read', 'readline', 'peek'):
    try:
        print(pickle.load(BadFile()))
    except Exception as e:
        print(type(e).__name__, e)
    if hasattr(BadFile, 'peek'):
        del BadFile.peek
try:
    pickle.load(type('F', (), {'read': lambda s, n: b'\x80' * n if n == 1 else b'',
                            'readline': lambda s: b''})())
except Exception as e:
    print(type(e).__name__, e)
b = bytearray(b'abc')
pb = pickle.PickleBuffer(b)
try:
    b.append(1)
except BufferError as e:
    print('be')
m = pb.raw()
print(m.obj is b, m.tolist())
pb.release()
try:
    b.append(1)
except BufferError as e:
    print('be')
m.release()
b.append(1)
print(b)
try:
    pb.raw()
except ValueError as e:
    print(e)
out = []
d = pickle.dumps([pickle.PickleBuffer(b'xy'), pickle.PickleBuffer(bytearray(b'zz'))], 5,
                 buffer_callback=out.append)
print(d, [bytes(x) for x in pickle.loads(d, buffers=out)])
out = []
g = pickle.dumps([pickle.PickleBuffer(memoryview(bytearray(6)).cast('B', (2, 3)))], 5,
                 buffer_callback=out.append)
print(g, [bytes(o) for o in out], out[0].raw().shape)
