# tests/lang/builtins/sorting.py -- stability, keys, reverse, comparisons used, sorting of large
data = [('b', 2), ('a', 2), ('c', 1), ('a', 1), ('b', 1)]
print(sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[0]),
      sorted(data, key=lambda p: p[1], reverse=True), sorted(data, key=lambda p: (-p[1], p[0])))
seed = 12345
def rnd():
    global seed
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed
for n in (0, 1, 2, 3, 10, 63, 64, 65, 100, 1000, 5000):
    l = [rnd() % 1000 for _ in range(n)]
    s = sorted(l)
    assert all(a <= b for a, b in zip(s, s[1:])) and len(s) == n
    pairs = sorted([(v % 10, i) for i, v in enumerate(l)], key=lambda p: p[0])
    assert all(a[0] < b[0] or a[0] == b[0] and a[1] < b[1] for a, b in zip(pairs, pairs[1:]))
    back = sorted([(v % 10, i) for i, v in enumerate(l)], key=lambda p: p[0], reverse=True)
    assert all(a[0] > b[0] or a[0] == b[0] and a[1] < b[1] for a, b in zip(back, back[1:]))
    print(n, s[:3], s[-3:], sum(s), hash(tuple(s)) == hash(tuple(sorted(reversed(l)))))
print(sorted(range(10), reverse=True), sorted(list(range(5)) + list(range(3))), sorted([1] * 5),
      sorted('The quick brown fox'.split(), key=str.lower), sorted(['10', '9', '1'], key=int))
class C:
    count = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        C.count += 1
        return self.v < o.v
    def __repr__(self): return f'C{self.v}'
print(sorted(map(C, [3, 1, 2])), max(map(C, [1, 3]), key=lambda c: c.v), C.count > 0)
C.count = 0
sorted(map(C, range(100)))
print('already sorted needs', C.count, 'comparisons')
C.count = 0
sorted(map(C, range(100, 0, -1)))
print('backwards needs', C.count)
C.count = 0
sorted([C(i % 7) for i in range(64)])
print('sevens need', C.count)
class OnlyGt:
    def __init__(self, v): self.v = v
    def __gt__(self, o): return self.v > o.v
print([x.v for x in sorted([OnlyGt(2), OnlyGt(1)])])
class Bad:
    def __lt__(self, o): raise ValueError('cannot compare')
for f in (lambda: sorted([Bad(), Bad()]), lambda: sorted([1, 'a', 2]), lambda: sorted([None, 1]),
          lambda: [2, 1].sort(key=lambda x: 1 / 0), lambda: sorted([1, 2], key=len),
          lambda: sorted([[], ()]), lambda: sorted(5), lambda: sorted([1], foo=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
from functools import cmp_to_key
from operator import itemgetter, attrgetter
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted(data, key=itemgetter(1, 0)),
      sorted([C(2), C(1)], key=attrgetter('v')))
nan = float('nan')
print(sorted([3.0, 1.0, 2.5, -0.0, 0.0, float('inf'), -float('inf')]),
      sorted([1, 1.0, True, 0, False]), sorted([10 ** 30, -10 ** 30, 5, 2.5, 10 ** 20]),
      sorted([b'b', b'a']), sorted([(1, 2), (1,), ()]))
words = 'sphinx of black quartz judge my vow'.split()
words.sort(key=len); print(words)
words.sort(); print(words)
words.sort(key=lambda w: w[-1], reverse=True); print(words)
import bisect, heapq
l = []
for v in (5, 1, 4, 1, 3): bisect.insort(l, v)
print(l, bisect.bisect_left(l, 1), bisect.bisect_right(l, 1), bisect.bisect(l, 99),
      bisect.bisect([1, 2, 3], 2, 0, 1), bisect.bisect_left(['a', 'bb', 'ccc'], 2, key=len))
h = [5, 1, 4, 1, 3]
heapq.heapify(h)
print(h[0], [heapq.heappop(h) for _ in range(5)], heapq.nlargest(2, [1, 3, 2]),
      heapq.nsmallest(2, 'hello'), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop([1, 2], 0),
      heapq.heapreplace([1, 2], 5))
