# tests/lang/hostile/sets.py -- sets that are changed by their items and by whoever iterates them
def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class Item:
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

    def __repr__(self): return f'I{self.name}'


def changes(s):
    return {'clear': s.clear, 'grow': lambda: s.update(range(2, 200)),
            'empty': lambda: [s.pop() for _ in range(len(s))] and None,
            'again': lambda: s.__init__('x'), 'refill': lambda: (s.clear(), s.update('abcd'))}


def shape(s):
    return len(s), sorted(map(str, s)) if len(s) < 9 else '...'


def each_change(name, work, answer=False, hashing=False):
    for change in changes(set()):
        items = [Item(n, answer) for n in range(4)]
        s = set(items)
        for item in items:
            if hashing:
                item.on_hash = changes(s)[change]
            else:
                item.on_equal = changes(s)[change]
            break
        attempt(f'{name} {change}:', lambda: work(s, items))
        for item in items:
            item.on_hash = item.on_equal = None
        print('   ', *shape(s))


probe = Item('p')


def size(x):
    return len(x)


def done(x):
    return None


print('--- comparing and hashing')
each_change('hash in', lambda s, items: items[0] in s, hashing=True)
each_change('hash add', lambda s, items: s.add(items[0]), hashing=True)
each_change('hash discard', lambda s, items: s.discard(items[0]), hashing=True)
each_change('hash update', lambda s, items: s.update([items[0], 'z']), hashing=True)
for answer in (False, True):
    each_change(f'in {answer}', lambda s, items: probe in s, answer)
    each_change(f'discard {answer}', lambda s, items: s.discard(probe), answer)


def each_quiet(name, work):
    """Outcomes that depend on the order of the set are left out: only that it survives is told."""
    for change in changes(set()):
        for answer in (False, True):
            for which in range(4):
                items = [Item(n, answer) for n in range(4)]
                s, other = set(items), {Item(9), Item(8)}
                items[which].on_equal = changes(s)[change]
                try:
                    work(s, other)
                except (RuntimeError, KeyError):
                    pass
                items[which].on_equal = None
                list(s), repr(s), s == other
    print(name, 'survives')


each_quiet('add', lambda s, other: s.add(probe))
each_quiet('remove', lambda s, other: s.remove(probe))
each_quiet('union', lambda s, other: s | other)
each_quiet('intersection', lambda s, other: s & other)
each_quiet('difference', lambda s, other: s - other)
each_quiet('symmetric', lambda s, other: s ^ other)
each_quiet('update', lambda s, other: s.update(other))
each_quiet('intersection_update', lambda s, other: s.intersection_update(other))
each_quiet('difference_update', lambda s, other: s.difference_update(other))
each_quiet('symmetric_update', lambda s, other: s.symmetric_difference_update(other))
each_quiet('reversed sides', lambda s, other: (other | s, other & s, other - s, other ^ s))
each_quiet('subset', lambda s, other: (s <= other, other <= s, s.issuperset(list(other))))
each_quiet('disjoint', lambda s, other: (s.isdisjoint(other), other.isdisjoint(s)))
each_quiet('equal', lambda s, other: s == {Item(n) for n in range(4)})
each_quiet('copy', lambda s, other: (s.copy(), set(s), frozenset(s)))
each_quiet('frozenset', lambda s, other: frozenset(other).intersection(s))
each_quiet('set of sets', lambda s, other: {frozenset(other)} & {frozenset(s)})

print('--- while iterating')
for change in changes(set()):
    s = set(range(3))
    seen = []

    def walk():
        for thing in s:
            seen.append(thing)
            if len(seen) == 1:
                changes(s)[change]()
            if len(seen) > 6:
                break

    attempt(f'for {change}:', walk)
    print('   ', seen[:1])


def feed(s, change):
    yield 'f1'
    changes(s)[change]()
    yield 'f2'


for change in changes(set()):
    for name in ('update', 'difference_update', 'intersection_update', 'symmetric_difference_update',
                 'union', 'difference', 'intersection', 'issubset', 'isdisjoint'):
        s = {'f1', 1}
        attempt(f'{name} {change}:', lambda: done(getattr(s, name)(feed(s, change))))
        print('   ', *shape(s))
    s = {1, 2}
    attempt(f'init {change}:', lambda: s.__init__(feed(s, change)))
    print('   ', *shape(s))

print('--- with itself')
for name in ('update', 'difference_update', 'intersection_update', 'symmetric_difference_update'):
    s = {1, 2, 3}
    getattr(s, name)(s)
    print(name, *shape(s))
    s = {1, 2, 3}
    getattr(s, name)(iter(s)) if name == 'intersection_update' else getattr(s, name)(list(s), [])\
        if name in ('update', 'difference_update') else None
    print(name, *shape(s))
s = {1, 2, 3}
s -= s
print(s)

print('--- items that go')


class Last:
    def __init__(self, s, change): self.s, self.change = s, change
    def __del__(self):
        print('   going')
        if self.s:
            changes(self.s)[self.change]()


def each_going(name, work):
    for change in changes(set()):
        s = set()
        last = Last(s, change)
        s.add(last)
        if 'others' in name:
            s.update((1, 2))
        del last
        attempt(f'{name} {change}:', lambda: work(s))
        print('   ', *shape(s))
        s.clear()


each_going('clear', lambda s: s.clear())
each_going('pop', lambda s: s.pop() and None)
each_going('clear others', lambda s: s.clear())
each_going('intersection others', lambda s: s.intersection_update([1]))
each_going('init', lambda s: s.__init__('ab'))
each_going('difference', lambda s: s.difference_update(list(s)))
each_going('symmetric', lambda s: s.symmetric_difference_update(list(s)))


class Raises:
    def __init__(self, in_hash): self.in_hash = in_hash
    def __hash__(self):
        if self.in_hash:
            raise ValueError('no hash')
        return 1
    def __eq__(self, other): raise ValueError('no ==')


s = {Raises(False)}
for name, action in {'in': lambda: 1 in s, 'hash': lambda: Raises(True) in s, 'add': lambda: s.add(1),
                     'discard': lambda: s.discard(1), 'or': lambda: s | {1}, 'and': lambda: s & {1},
                     'sub': lambda: s - {1}, 'xor': lambda: s ^ {1}, 'le': lambda: s <= {1},
                     'eq': lambda: s == {1}, 'display': lambda: {Raises(False), Raises(False)},
                     'disjoint': lambda: s.isdisjoint([1])}.items():
    attempt(name, action)
print(len(s))
