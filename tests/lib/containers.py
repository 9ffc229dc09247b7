# tests/lib/containers.py -- collections, collections.abc, heapq, bisect, copy
import bisect, collections, copy, heapq
from collections import abc
Point = collections.namedtuple('Point', 'x y', defaults=[0])
print(Point(1), Point(1, 2)._replace(y=5), Point._fields, Point.x.__doc__)
print(Point(3)._asdict(), Point._make([4, 5]), Point(1, 2) == (1, 2))
try: Point._make([1])
except TypeError as error: print(error)
try: collections.namedtuple('Bad', 'a class')
except ValueError as error: print(error)
od = collections.OrderedDict(a=1, b=2, c=3)
od.move_to_end('a'); print(od, od.popitem(last=False))
od.move_to_end('a', last=False); print(list(od), od.items(), od == {'c': 3, 'a': 1})
c = collections.Counter('mississippi')
print(c, c.most_common(2), c['z'], c.total())
print(c + collections.Counter('miss'), c - collections.Counter('issi'), c & collections.Counter('sp'))
chain = collections.ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(chain, chain['b'], dict(chain), chain.new_child({'b': 9})['b'], len(chain))
print(collections.UserList([1, 2]) + [3], collections.UserString('ab').upper(), collections.UserDict(a=1))
print(isinstance({}, abc.Mapping), issubclass(list, abc.MutableSequence), isinstance('', abc.Iterable))
class Two(abc.Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return 'ab'[i]
print(list(reversed(Two())), Two().index('b'), 'c' in Two(), Two().count('a'))
match Two():
    case [first, second]: print(first, second)
try: abc.Sequence()
except TypeError as error: print(error)
class Low(abc.Set):
    def __init__(self, it): self.s = tuple(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print(list(Low('abc') & Low('bcd')), Low('ab') <= Low('abc'), list(Low('ab') ^ Low('bc')))
h = [5, 1, 4, 2, 3]
heapq.heapify(h); print(heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h)
print(heapq.nlargest(2, 'heap'), heapq.nsmallest(3, range(9), key=lambda n: -n), list(heapq.merge([1, 4], [2, 3])))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([(1,), (5,)], 3, key=lambda t: t[0]))
loop = [1, [2]]; loop.append(loop)
twin = copy.deepcopy(loop); print(twin, twin[2] is twin, twin[1] is loop[1], copy.copy(loop)[1] is loop[1])
