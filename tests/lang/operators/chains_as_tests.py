# tests/lang/operators/chains_as_tests.py -- comparison chains that decide, and what they evaluate
log = []
def v(x):
    log.append(x)
    return x
class Loud:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __del__(self): log.append(f'-{self.n}')
def test(*args):
    log.clear()
    a, b, c = args
    taken = 'yes' if v(a) < v(b) < v(c) else 'no'
    if not (v(a) < v(b) <= v(c)): taken += ' not'
    while v(a) < v(b) < v(c) and len(log) < 9: pass
    return taken, log[:]
for args in ((1, 2, 3), (2, 1, 3), (1, 3, 2), (1, 1, 1), ('a', 'b', 'c')):
    print(args, test(*args))
def objects(x, y, z):
    log.clear()
    if Loud(x) < Loud(y) < Loud(z):
        log.append('in')
    else:
        log.append('out')
    return log[:]
print(objects(1, 2, 3), objects(2, 1, 3), objects(1, 3, 2))
x = 5
print([n for n in range(10) if 2 < n < x < 9], 1 < x < 10 in [10], (lambda: 0 < x != 3)())
if 1 < x is not None < 2 if False else 1 < x == 5 < 6: print('mixed')
def walrus(n):
    if 0 < (m := n * 2) < 10: return m
    return -m
print(walrus(2), walrus(20), walrus(-1))
