# tests/lang/hostile/dicts.py -- dicts that are changed by their keys, values and whoever iterates them
import operator


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class Key:
    """Hashes like all others; runs an action the first time it is compared or hashed."""
    def __init__(self, name, answer=False):
        self.name, self.answer, self.on_equal, self.on_hash = name, answer, None, None

    def __eq__(self, other):
        action, self.on_equal = self.on_equal, None
        if action:
            action()
        return self.answer if action else self is other

    def __hash__(self):
        action, self.on_hash = self.on_hash, None
        if action:
            action()
        return 1

    def __repr__(self): return f'K{self.name}'


def changes(d):
    return {'clear': d.clear, 'popitem': d.popitem, 'grow': lambda: d.update({n: n for n in range(99)}),
            'delete': lambda: d.pop(next(iter(d)), None), 'set': lambda: d.update(dict.fromkeys(d, 'new')),
            'again': lambda: d.__init__({'x': 1}), 'or': lambda: d.__ior__({1: 2, 3: 4}),
            'rebuild': lambda: (d.clear(), d.update(a=1, b=2, c=3, d=4))}


def shape(d):
    return len(d), list(d)[:5] if len(d) < 20 else '...', list(d.values())[:3] if len(d) < 20 else '...'


def each_change(name, work, answer=False, hashing=False):
    for change in changes({}):
        keys = [Key(n, answer) for n in range(4)]
        d = {key: n for n, key in enumerate(keys)}
        if hashing:
            keys[1].on_hash = changes(d)[change]
        else:
            keys[1].on_equal = changes(d)[change]
        attempt(f'{name} {change}:', lambda: work(d, keys))
        keys[1].on_hash = keys[1].on_equal = None
        print('   ', *shape(d))


probe = Key('p')
print('--- comparing keys')
for answer in (False, True):
    each_change(f'get {answer}', lambda d, keys: d[probe], answer)
    each_change(f'in {answer}', lambda d, keys: probe in d, answer)
    each_change(f'set {answer}', lambda d, keys: d.__setitem__(probe, 'p'), answer)
    each_change(f'del {answer}', lambda d, keys: d.__delitem__(probe), answer)
    each_change(f'pop {answer}', lambda d, keys: d.pop(probe, None), answer)
    each_change(f'setdefault {answer}', lambda d, keys: d.setdefault(probe, 'p'), answer)
    each_change(f'update {answer}', lambda d, keys: d.update({probe: 1, 'more': 2}), answer)
    each_change(f'get method {answer}', lambda d, keys: d.get(probe), answer)

print('--- hashing keys')
each_change('get', lambda d, keys: d[keys[1]], hashing=True)
each_change('set', lambda d, keys: d.__setitem__(keys[1], 'p'), hashing=True)
each_change('pop', lambda d, keys: d.pop(keys[1], 'none'), hashing=True)
each_change('setdefault', lambda d, keys: d.setdefault(keys[1], 'p'), hashing=True)
each_change('fromkeys', lambda d, keys: len(dict.fromkeys([keys[1], 'a'])), hashing=True)
each_change('display', lambda d, keys: len({keys[1]: 1, **d}), hashing=True)

print('--- comparing values')


class Value:
    def __init__(self, action): self.action = action
    def __eq__(self, other):
        action, self.action = self.action, None
        if action:
            action()
        return True
    __hash__ = None
    def __repr__(self): return 'V'


def each_value(name, work):
    for change in changes({}):
        d = {}
        d.update(a=1, b=Value(None), c=3, d=4)
        d['b'].action = changes(d)[change]
        attempt(f'{name} {change}:', lambda: work(d))
        for value in d.values():
            if isinstance(value, Value):
                value.action = None
        print('   ', *shape(d))


each_value('==', lambda d: d == dict(a=1, b=2, c=3, d=4))
each_value('== other', lambda d: dict(a=1, b=2, c=3, d=4) == d)
each_value('in values', lambda d: 2 in d.values())
each_value('in items', lambda d: ('b', 2) in d.items())
each_value('items ==', lambda d: d.items() == dict(a=1, b=2, c=3, d=4).items())
each_value('items >=', lambda d: d.items() >= dict(a=1, b=2, c=3, d=4).items())
each_value('countOf', lambda d: operator.countOf(d.values(), 2))

print('--- while iterating')
for change in changes({}):
    for view in ('keys', 'values', 'items'):
        d = dict(a=1, b=2, c=3)
        seen = []

        def walk():
            for thing in getattr(d, view)():
                seen.append(thing)
                if len(seen) == 1:
                    changes(d)[change]()
                if len(seen) > 6:
                    break

        attempt(f'{view} {change}:', walk)
        print('   ', seen)
    d = dict(a=1, b=2, c=3)
    attempt(f'reversed {change}:', lambda: [changes(d)[change]() if key == 'c' else key
                                            for key in reversed(d)])
d = dict(a=1)
iterator = iter(d)
d['b'] = 2
attempt('next', lambda: next(iterator))
attempt('again', lambda: next(iterator))
del d['b']
attempt('same size', lambda: next(iterator))


class Feeding:
    """A mapping whose keys() and items change the dict that takes them in."""
    def __init__(self, d, change): self.d, self.change = d, change
    def keys(self): return iter(['x', 'y', 'z'])
    def __getitem__(self, key):
        if key == 'y':
            changes(self.d)[self.change]()
        return key * 2


for change in changes({}):
    d = dict(a=1, b=2)
    attempt(f'update {change}:', lambda: d.update(Feeding(d, change)))
    print('   ', *shape(d))
    d = dict(a=1, b=2)
    attempt(f'|= {change}:', lambda: d.__ior__((key, changes(d)[change]() and 0) for key in 'xy'))
    print('   ', *shape(d))
    d = dict(a=1, b=2)
    attempt(f'call {change}:', lambda: dict(**d, **Feeding(d, change)))

print('--- values and keys that go')


class Last:
    def __init__(self, d, change=None): self.d, self.change = d, change
    def __del__(self):
        print('   going, it sees', len(self.d))
        if self.change and len(self.d):
            changes(self.d)[self.change]()
    def __repr__(self): return 'L'


def each_going(name, work):
    for change in [None, *changes({})]:
        d = {}
        d.update(a=Last(d, change), b=1, c=2)
        attempt(f'{name} {change}:', lambda: work(d))
        print('   ', *shape(d))
        d.clear()


each_going('del', lambda d: d.__delitem__('a'))
each_going('set', lambda d: d.__setitem__('a', 0))
each_going('pop', lambda d: d.pop('a') and None)
each_going('clear', lambda d: d.clear())
each_going('update', lambda d: d.update(a=2, z=3))
each_going('setdefault', lambda d: d.setdefault('a', 3) and None)
each_going('or', lambda d: d.__ior__({'a': 5}) is d)
each_going('popitem', lambda d: (d.popitem(), d.popitem(), d.popitem()) and None)


class Holder:
    """Attributes that disturb the dict they are in."""
    def __del__(self): pass


holder = Holder()
holder.a = Last(vars(holder), 'clear')
holder.b = 1
attempt('attribute', lambda: setattr(holder, 'a', 2))
print(vars(holder))
holder.a = Last(vars(holder), 'rebuild')
attempt('delete attribute', lambda: delattr(holder, 'a'))
print(vars(holder))


class Unstable:
    """Never hashes the same twice."""
    count = 0
    def __hash__(self):
        Unstable.count += 1
        return Unstable.count
    def __eq__(self, other): return self is other


key = Unstable()
d = {key: 1}
attempt('unstable', lambda: d.get(key))
d[key] = 2
print(len(d), list(d.values()), len({**d}), len(dict(d)))


class Raises:
    def __init__(self, in_hash): self.in_hash = in_hash
    def __hash__(self):
        if self.in_hash:
            raise ValueError('no hash')
        return 1
    def __eq__(self, other): raise ValueError('no ==')


d = {Raises(False): 1}
for name, action in {'get': lambda: d[Raises(False)], 'hash': lambda: d[Raises(True)],
                     'in': lambda: 1 in d, 'set': lambda: d.__setitem__(1, 2),
                     'update': lambda: d.update({1: 2}), 'pop': lambda: d.pop(1, 0),
                     'equal': lambda: d == {1: 1}, 'display': lambda: {Raises(False): 1, Raises(False): 2},
                     'keys': lambda: d.keys() & [1], 'setdefault': lambda: d.setdefault(1)}.items():
    attempt(name, action)
print(len(d))
