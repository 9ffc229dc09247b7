# tests/lang/operators/comparison_chains.py -- a < b < c evaluates b once and stops early
log = []
def v(x):
    log.append(x)
    return x
def show(result):
    print(result, log)
    log.clear()
show(v(1) < v(2) < v(3))
show(v(3) < v(2) < v(1))
show(v(1) < v(3) > v(2) != v(5) == v(5))
show(v(1) is v(1) is not v(2))
show(v(1) in [v(1), 2] in [[1, 2]])
show(not v(1) < v(2))
show((v(1) < v(2)) < v(3))
show(v(1) == v(1.0) == v(True))
show(v(1) < v(2) and v(5) or v(6))
show(v(0) or v('') or v([]))
show(v(0) and v(1))
show(v(1) if v(0) else v(2))
print(1 not in [2], 1 not in (1,), 'a' in 'cat', '' in '', 'ab' not in 'cab', b'a' in b'abc',
      97 in b'abc', 1 in {1: 2})
print(None is None, [] is [], 1 == 1 != 2, 1 < 2 > 1 <= 1 >= 0)

class C:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return f'{self.n}<{o.n}'
    def __eq__(self, o): return ''
    def __gt__(self, o): return f'{self.n}>{o.n}'
    def __contains__(self, o): return 'yes'

a, b, c = C(1), C(2), C(3)
print(repr(a < b), repr(a < b < c), repr(a == b), repr(a == b < c), repr(a > b), repr(a in b),
      repr(a not in b), a != b)
for bad in (lambda: 1 in 2, lambda: 'a' in 1, lambda: 1 in 'a', lambda: 'a' in b'a',
            lambda: 300 in b'a', lambda: [] in {},
            lambda: 1 < 'a' < 2, lambda: 1 < 2 < 'a', lambda: 'a' in len):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
