# tests/lang/objects/tuple_range_methods.py -- tuple and range: methods, comparing, hashing
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
tup, r = (1, 2, 3, 2), range(2, 20, 3)
B = 10 ** 20
t('''
tup.count(2), tup.index(2), tup.index(2, 2), tup.index(2, -1), tup + (4,), tup * 2, 2 * (1,)
tup[1:], tup[::-1], len(tup), 3 in tup, (1, 2) < (1, 3), (1,) < (1, 2), () < (1,)
(1, 2) == (1, 2), (1,) == [1], hash((1, 2)) == hash((1, 2)), hash(()) == hash(())
tup.index(9)
tup.index(1, 1)
tup + [1]
tup * 'a'
tup < [1]
tup[9]
tuple(), tuple('ab'), tuple([1]), tuple(tup) is tup, tup[:] is tup, (1,), (), ((),)
(1, (2, (3,)))
tuple(5)
tuple(1, 2)
tup.append
(1, 'a') < (1, 2)
hash(([],))
(None,) * 3, sorted(((2, 'b'), (1, 'a'))), max((1, 5), (2, 0)), sum((1, 2)), tuple(reversed(tup))
tup.__contains__(9), tup.__getitem__(0), tup.__add__((1,))
r, list(r), r[0], r[-1], r[2], r[1:3], r[::-1], len(r), r.start, r.stop, r.step, 5 in r, 6 in r
5.0 in r, '5' in r, r.index(8), r.count(8), r.count(9)
r.index(9)
r.index('a')
r[99]
range(5) == range(0, 5, 1), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2)
range(1) == range(2), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), range(3) == [0, 1, 2]
range(5) != range(5)
range(5) < range(6)
range(0), range(5, 0), list(range(5, 0, -2)), list(range(0, -5, -1)), range(True), bool(range(0))
bool(range(1)), list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(range(-3, 3))
range(B), B - 1 in range(B), range(B)[-1], range(0, B, 3)[5], range(B).index(7), range(B, B + 3)
list(range(B, B + 3)), list(range(B + 2, B, -1)), range(-B, B)[0], range(B) == range(B)
range(1, B)[::B], bool(range(B))
len(range(B))
range(2.0)
range('a')
range(1, 2, 0)
range()
range(1, 2, 3, 4)
range(start=1)
range(3).nothing
range(3).__contains__(1), range(3).__len__(), range(3).__eq__(range(3))
range(3).__hash__() == hash(range(3)), repr(range(0, 3)), str(range(1, 5, 2))
iter(range(3)).__length_hint__()
sum(range(101)), max(range(5)), min(range(5, 9)), sorted(range(3, 0, -1))
dict(zip(range(2), 'ab')), [*range(3)], (*range(2),), any(range(1)), all(range(1, 3))
list(enumerate(range(2)))
''')
for bad in ('r.start = 1', 'tup[0] = 1', 'del tup[0]', 'r[0] = 1', 'tup.x = 1', 'del r.step'):
    try: exec(bad)
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
a, b = (1, 2), (1, 2)
print(a == b, tuple([1, 2]) == a, type(())(), hash((1, (2, 3))) == hash((1, (2, 3))),
      {(1, 2): 'x'}[(1, 2)], {(): 1}[()])
print(hash((1, 2, 3)), hash(()), hash((0,)), hash((1, (2, 3))), hash((1.5, True)), hash((-1,)),
      hash(range(5)) == hash((5, 0, 1)), hash(frozenset()), hash(frozenset([1, 2, 3])))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __repr__(self): return 'T' + super().__repr__()
print(T(1, 2), T(1) + (2,), type(T(1)[:]).__name__, T(1) == (1,), T(1, 2).index(2),
      hash(T(1)) == hash((1,)), tuple(T(1)), [T(1)])
for i in range(3):
    for j in range(i): print((i, j), end=' ')
print()
it = iter(range(3))
print(next(it), list(it), next(it, None), type(it).__name__, type(iter(range(B))).__name__,
      type(iter(())).__name__, type(reversed(())).__name__)
