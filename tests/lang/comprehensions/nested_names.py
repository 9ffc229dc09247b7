# tests/lang/comprehensions/nested_names.py -- names of the function around several comprehensions
def rows(count):
    def product(r, c): return r * c
    offset = 10
    return [[product(r, c) + offset for c in range(count) if c != offset] for r in range(count)]
print(rows(3))
def deeper(names):
    found = {}
    return [{k: [(found.setdefault(x, len(found)), k) for x in names] for k in 'ab'} for _ in range(1)]
print(deeper(['x', 'y']))
class C:
    size = 2
    grid = [[(i, j) for j in range(2)] for i in range(size)]
print(C.grid)
print([[y := x + z for z in range(2)] for x in range(2)], y)
