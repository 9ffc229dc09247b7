# tests/lang/objects/set_methods.py -- set and frozenset: algebra, methods, comparisons, errors
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
s, u, f = {1, 2, 3}, {3, 4}, frozenset({1, 2})
def S(x): return type(x).__name__, sorted(x)
t('''
S(s | u), S(s & u), S(s - u), S(s ^ u), S(s | f), S(f | s), S(f & s), S(f - s), S(f ^ u)
S(s.union(u, [9], 'a'[:0])), S(s.intersection([1, 2], (2,))), S(s.difference([1]))
S(s.symmetric_difference([1, 7])), S(s.union()), S(s.copy()), s.copy() is s, f.copy() is f
S(f.union('')), frozenset(f) is f
s <= {1, 2, 3, 4}, s < s, s <= s, s >= {1}, s > {1}, s == {3, 2, 1}, s != u, s == f, {1, 2} == f
f == {1, 2}, s.issubset([1, 2, 3, 4]), s.issuperset([1]), s.isdisjoint(u), s.isdisjoint([9])
s == [1, 2, 3], hash(f) == hash(frozenset([2, 1]))
1 in s, 9 in s, len(s), bool(set()), set(), frozenset(), {1}, frozenset({1}), repr({1})
{frozenset({1})}, {'a'}, {(1, 2)}, set() == frozenset(), sorted(set('hello')), {1, 1.0, True}
s | [1]
s & 'a'
s - (1,)
s < [1]
s + u
s[0]
hash(s)
{[]}
{{}}
{s}
[] in s
{1} in s
frozenset({1}) in {frozenset({1})}, {1} in {frozenset({1})}
set(5)
set([[]])
set(1, 2)
frozenset(5)
s.union(5)
s.remove(99)
s.remove([])
s.discard([])
s.discard(99)
set().pop()
f.add(1)
s.pop(1)
s.update(5)
s.nothing
max(s), min(s), sum(s), sorted(s, reverse=True), any(s), all({0}), len({*s, *u}), [*{7}], (*{8},)
list({9}), sorted(map(str, s)), dict.fromkeys([1]), set({1: 2}), sorted(set(b'ab')), set(range(0))
frozenset('a')
s.__contains__(1), s.__len__(), S(s.__or__(u)), s.__or__([1]), s.__eq__(5), {1}.__le__({1, 2})
s.__sub__('a')
''')
x = {1}
x.add(2); x.add(2); x.update([3], (4,), {5: 6}); x |= {7}; x.discard(7); x.discard(7)
print(sorted(x), x.remove(5), sorted(x))
x &= {1, 2, 3}; print(sorted(x)); x -= {1}; print(sorted(x)); x ^= {2, 9}; print(sorted(x))
x.intersection_update([9, 3]); print(sorted(x)); x.difference_update([9]); print(x)
x.symmetric_difference_update([3, 4]); print(x, x.pop(), x, x.clear(), x)
for op in ('x |= [1]', 'x &= 5', 'x -= "a"', 'x ^= None'):
    try: exec(op)
    except TypeError as e: print(e)
y = {1, 2}
z = y
y |= {3}
print(z is y, sorted(z))
y -= y
print(z, frozenset([3]) | {3})
try:
    for i in (it := {1, 2, 3}): it.add(i + 10)
except RuntimeError as e: print(e)
class F(frozenset): pass
class St(set): pass
print(type(F([1]) | {2}).__name__, type(St([1]) | {2}).__name__, F([1]), St([1]),
      St([1]).copy().__class__.__name__, F() == set())
big = set(range(10000)) - set(range(0, 10000, 3))
print(len(big), 3 in big, 4 in big, sum(big), len(big & set(range(100))),
      len(big ^ set(range(20000))))
class H:
    def __hash__(self): return 7
    def __repr__(self): return 'H'
hs = {H(), H(), H()}
print(len(hs), hs, H() in hs)
a = [1, 2, 2, 3, 1]
print(list(dict.fromkeys(a)), sorted(set(a)), len(set(a)),
      set(map(type, [1, 'a', 2])) == {int, str})
