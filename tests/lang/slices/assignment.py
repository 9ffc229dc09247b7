# tests/lang/slices/assignment.py -- writing and deleting slices of lists, plain and extended
def do(source, n=8):
    l = list(range(n))
    same = l
    try:
        exec(source, {'l': l})
        print(source, '->', l, l is same)
    except Exception as error:
        print(source, '!!', type(error).__name__, error, l)
for source in ('l[2:4] = "xyz"', 'l[2:2] = [9]', 'l[:] = []', 'l[:0] = [7, 7]', 'l[100:] = [1]',
               'l[-2:] = ()', 'l[5:2] = "a"',
               'l[::2] = "abcd"', 'l[1::2] = range(4)', 'l[::-1] = range(8)', 'l[::2] = [1]',
               'l[::2] = range(9)', 'l[1:1:2] = []',
               'l[6:1:-2] = "abc"', 'l[::3] = iter("abc")', 'l[2:4] = l', 'l[::2] = l[:4]',
               'l[:] = l', 'l[::-1] = l',
               'l[2:4] = 5', 'l[::2] = 5', 'l[2:4] = None', 'l[0:1] = (x for x in "gen")',
               'l[0:2] = {5: 6}', 'l[0] = l',
               'l[8] = 1', 'l[-9] = 1', 'l["a"] = 1', 'l[1.0] = 1', 'l[1, 2] = 1', 'l[::0] = []',
               'l["a":] = []',
               'del l[2:4]', 'del l[::2]', 'del l[1::3]', 'del l[::-1]', 'del l[5:1:-2]',
               'del l[:]', 'del l[3:3]', 'del l[10:]',
               'del l[-1]', 'del l[0], l[0]', 'del l[8]', 'del l[-9]', 'del l["a"]', 'del l[::0]',
               'del l[1:3], l[-1]',
               'l[1:3] += ["n"]', 'l[1:3] *= 2', 'l[-1:] = [l]', 'l[True] = "t"', 'l[2:5:1] = "q"',
               'l[5:2:1] = "q"'):
    do(source)
l = [1, 2, 3]
l[1:2] = l
print(l)
l[1:1] = l[::-1]
print(l)
class Ix:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
l = list(range(6))
l[Ix(1):Ix(3)] = [Ix(5).n]
del l[Ix(-1)]
l[Ix(0)] = 'zero'
print(l, l[Ix(1)], l[:Ix(2)], 'abc'[Ix(1)], (1, 2)[Ix(0)])
class BadIx:
    def __index__(self): return 'x'
for f in (lambda: l[BadIx()], lambda: l[:BadIx()], lambda: l.__setitem__(BadIx(), 1)):
    try:
        f()
    except TypeError as error:
        print(error)
class Shrinks:
    def __index__(self):
        l.clear()
        return 0
try:
    l[Shrinks()] = 1
except IndexError as error:
    print(error)
for frozen in ((1, 2), 'ab', b'ab', range(3), memoryview(b'ab'), 5, None, {1}, len):
    for action in ('x[0] = 1', 'del x[0]', 'x[0:1] = b"x"', 'del x[0:1]', 'x[0]'):
        try:
            exec(action, {'x': frozen})
        except (TypeError, KeyError) as error:
            print(type(error).__name__, error)
