# tests/lang/modules/collections_types.py -- deque, Counter, OrderedDict, defaultdict, ChainMap
from collections import deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict, UserList
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); d.extend('ab'); d.extendleft('cd')
print(d, d.maxlen, len(d), d[0], d[-1], d.pop(), d.popleft(), d, list(reversed(d)), 'b' in d,
      d.count('c'))
e = deque('abcdef')
e.rotate(2); print(e); e.rotate(-3); print(e)
e.remove('c'); e.insert(1, 'Z'); e[2] = 'Q'; del e[0]; e.reverse()
print(e, e.copy() == e, e + deque('x'), e * 2 == e + e, deque('ab') < deque('b'),
      deque([1]) == [1], bool(deque()), deque(maxlen=2))
e += 'xy'; e *= 1; e.clear(); print(e)
for f in (lambda: e.pop(), lambda: e.popleft(), lambda: e[0], lambda: e.remove(1),
          lambda: deque([1])[0:1], lambda: deque(5), lambda: deque([], -1), lambda: hash(deque()),
          lambda: deque([1]).index(2), lambda: deque([1, 2], 2).insert(0, 3),
          lambda: deque() + [1]):
    try: print(f())
    except Exception as err: print(type(err).__name__, err)
q = deque([1, 2, 3])
try:
    for x in q: q.append(x)
except RuntimeError as err: print(err)
c = Counter('abracadabra')
print(c, c['a'], c['zz'], c.most_common(2), sorted(c.elements()), c.total(), sum(c.values()),
      Counter(a=1) + Counter(a=2, b=1), Counter(a=3) - Counter(a=1, b=2),
      Counter(a=1) & Counter(a=2), Counter(a=1) | Counter(a=2), +Counter(a=-1, b=1),
      Counter([1, 1]) == Counter({1: 2}))
c.update('aab'); c.subtract('a'); del c['r']; print(c, c.pop('b'), dict(c))
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a'); o.move_to_end('c', last=False)
print(o, o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1),
      OrderedDict(a=1) == {'a': 1}, list(reversed(OrderedDict(a=1, b=2))))
dd = defaultdict(list)
dd['x'].append(1); dd['y']
print(dd, dd.get('z'), 'z' in dd, dd.default_factory, defaultdict(int, a=1)['q'],
      defaultdict(lambda: 5) | {'a': 1} == {'a': 1})
try: defaultdict(None)['k']
except KeyError as err: print(err)
try: defaultdict(5)
except TypeError as err: print(err)
m = ChainMap({'a': 1}, {'a': 2, 'b': 3})
m['c'] = 9
print(m['a'], m['b'], dict(m) == {'a': 1, 'b': 3, 'c': 9}, len(m), m.maps, m.parents,
      m.new_child({'z': 0})['z'], 'b' in m, sorted(m))
try: m['zz']
except KeyError as err: print(err)
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = U(a=1); u['b'] = 2; u.update(c=3); print(u, u.data, 'A' in u, len(u), UserList([1]) + [2])
