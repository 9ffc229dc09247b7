# tests/lang/objects/dict_methods.py -- every method of dict, order, views, errors
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
d = {'a': 1, 'b': 2, 'c': 3}
t('''
dict(), dict(a=1), dict([('k', 'v')]), dict({'x': 1}, y=2), dict(zip('ab', range(2)))
dict(d) == d, dict(d) is d, dict(['ab', 'cd']), dict(((1, 2),)), {**d, 'a': 9}
dict.fromkeys('ab'), dict.fromkeys([1, 2], 'v'), dict.fromkeys(())
d['a'], d.get('a'), d.get('z'), d.get('z', 0), len(d), 'a' in d, 'z' not in d, list(d)
list(d.keys()), list(d.values()), list(d.items()), bool({}), bool(d)
d == {'c': 3, 'b': 2, 'a': 1}, d != {}
d['z']
d[[]]
d.get([])
[] in d
d[{}]
d | {'d': 4, 'a': 0}, {'x': 1} | d, d | {}, {} | {}
d | [('a', 1)]
d < d
d + d
d * 2
hash(d)
dict(1)
dict([1, 2])
dict(['abc'])
dict([(1,)])
dict(a=1, **{'a': 2})
dict({}, {})
dict.fromkeys(5)
dict.fromkeys([[]])
d.keys(), d.values(), d.items(), {}.keys(), {}.values(), {}.items()
d.keys() & {'a'}, sorted(d.keys() | {'z'}), sorted(d.keys() - ['a'])
sorted(d.keys() ^ {'a', 'q'}), d.keys() == {'a', 'b', 'c'}, d.keys() <= {'a', 'b', 'c', 'd'}
d.keys().isdisjoint('xyz'), ('a', 1) in d.items(), 'a' in d.keys(), 1 in d.values()
sorted(d.items() & {('a', 1)}), d.items() == {('a', 1), ('b', 2), ('c', 3)}, len(d.items())
d.values() == d.values(), d.keys() > {'a'}
d.keys()[0]
d.values() & {1}
list(reversed(d)), list(reversed(d.items())), list(reversed(d.keys())), list(reversed(d.values()))
max(d), min(d, key=d.get), sum(d.values()), sorted(d, reverse=True), list(map(d.get, 'ab')), [*d]
(*d,), list(enumerate(d))
{1: 'int', 1.0: 'float', True: 'bool'}, {0: 'a', False: 'b'}, {'a': 1, 'a': 2}, {(): 1, (1,): 2}
{None: 0, ...: 1}, {float('inf'): 1}
d.pop()
d.pop('zz')
d.pop('zz', 'default')
d.setdefault()
d.setdefault('zz', 5) and d.pop('zz')
d.update(5)
d.update([1])
d.popitem(1)
d.copy() == d, d.copy() is d, d.__contains__('a'), d.__len__(), d.__getitem__('a'), d.nothing
str({1: {2: {3: {}}}}), repr({'k': [1, (2,)]}), {'a': d} == {'a': d}, {1: 2}.__eq__(5)
d.__or__({}) == d
''')
e = {}
e['x'] = 1; e['y'] = 2; e['x'] = 3
print(e, e.pop('x'), e, e.setdefault('z', []), e.setdefault('z', 5), e.popitem(), e)
e.update(a=1); e.update({'b': 2}, c=3); e.update([('d', 4)]); e.update(); e |= {'e': 5}
e |= [('f', 6)]
print(e)
del e['a']
e['a'] = 'last'
print(e, next(iter(e)), e.popitem(), e.clear(), e)
try: e.popitem()
except KeyError as err: print(err)
for change in ('d[5] = 1', 'del d["a"]', 'd.clear()', 'd.update({9: 9})'):
    d = {'a': 1, 'b': 2}
    try:
        for k in d: exec(change)
        print(change, 'fine', d)
    except RuntimeError as err: print(change, err)
d = {'a': 1, 'b': 2}
for k in d: d[k] += 10
print(d)
for k in list(d): del d[k]
print(d)
v = {1: 'a'}
keys, items = v.keys(), v.items()
v[2] = 'b'
print(keys, items, len(keys), keys.mapping == v)
class Missing(dict):
    def __missing__(self, k): return f'missing {k}'
m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'b' in m, m)
class H:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return self.n == o.n
    def __repr__(self): return f'H{self.n}'
col = {H(i): i for i in range(20)}
print(len(col), col[H(7)], H(99) in col, col.pop(H(3)), H(3) in col, H(4) in col, list(col)[:4])
big = {i: i * i for i in range(10000)}
for i in range(0, 10000, 2): del big[i]
print(len(big), big[9999], list(big)[:3], 2 in big)
for i in range(0, 100): big[-i] = i
print(len(big), list(big)[-2:])
self_ = {}
self_['me'] = self_
print(self_, [self_])
class BadHash:
    def __hash__(self): raise ValueError('no hash')
class BadEq:
    def __hash__(self): return 5
    def __eq__(self, o): raise ValueError('no eq')
for f in (lambda: {BadHash(): 1}, lambda: {5: 1}[BadEq()], lambda: {}.get(BadHash())):
    try: f()
    except ValueError as err: print(err)
nan = float('nan')
print({nan: 1}[nan], float('nan') in {nan: 1})
