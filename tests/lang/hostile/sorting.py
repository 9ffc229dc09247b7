# tests/lang/hostile/sorting.py -- lists changed during their own sort, by keys, comparisons and finalizers
def attempt(name, action, items):
    try:
        action()
        print(name, 'done', end=' ')
    except Exception as error:
        print(name, type(error).__name__, error, end=' ')
    print(len(items), sorted(map(str, items))[:5])


def changes(items):
    return {'append': lambda: items.append(1), 'clear': items.clear,
            'append and pop': lambda: (items.append(1), items.pop()),
            'extend': lambda: items.extend(range(50)), 'sort': items.sort, 'reverse': items.reverse,
            'insert': lambda: items.insert(0, 1), 'look': lambda: print(len(items), items, end=' '),
            'slice': lambda: items.__setitem__(slice(None), [9, 9]), 'times': lambda: items.__imul__(2),
            'init': lambda: items.__init__([3])}


for change in changes([]):
    for late in (0, 3):
        items = [3, 1, 2, 5, 4]
        calls = []

        def key(x):
            calls.append(x)
            if len(calls) == late + 1:
                changes(items)[change]()
            return x

        attempt(f'key {change} {late}:', lambda: items.sort(key=key), items)


class Number:
    def __init__(self, n, action=None): self.n, self.action = n, action
    def __lt__(self, other):
        action, self.action = self.action, None
        if action:
            action()
        return self.n < other.n
    def __repr__(self): return f'N{self.n}'


for change in changes([]):
    items = [Number(n) for n in (3, 1, 2, 5, 4)]
    items[2].action = changes(items)[change]
    attempt(f'compare {change}:', items.sort, items)
    items = [Number(n) for n in range(70)]
    items[40].action = changes(items)[change]
    attempt(f'long {change}:', lambda: items.sort(reverse=True), items)


class Fails:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        if self.n == 2:
            raise ZeroDivisionError(f'comparing {self.n}')
        return self.n < other.n
    def __repr__(self): return f'F{self.n}'


items = [Fails(n) for n in (3, 1, 2, 4)]
attempt('fails', items.sort, items)
attempt('key fails', lambda: items.sort(key=lambda x: 1 // 0), items)
attempt('key fails late', lambda: items.sort(key=lambda x: 1 // (x.n - 2)), items)


class Odd:
    """Nothing it says about order makes sense."""
    count = 0
    def __lt__(self, other):
        Odd.count += 1
        return Odd.count % 3 == 1


items = [Odd() for _ in range(100)]
kept = set(map(id, items))
items.sort()
print('nonsense', set(map(id, items)) == kept, len(items))


class Tells:
    """Answers with something whose truth fails."""
    def __lt__(self, other): return self
    def __bool__(self): raise OverflowError('no truth')


items = [Tells(), Tells()]
attempt('truth', items.sort, [])
print(len(items))


class Key:
    """A key that is dropped at the end and then reaches for the list."""
    def __init__(self, n, items): self.n, self.items = n, items
    def __lt__(self, other): return self.n < other.n
    def __del__(self): self.items.append(f'late {self.n}')


items = [2, 1]
attempt('dropped keys', lambda: items.sort(key=lambda n: Key(n, items)), items)
items = [3, 1, 2]
attempt('sorted', lambda: print(sorted(items, key=lambda n: items.clear() or n)), items)
items = [3, 1, 2]
attempt('min', lambda: print(min(items, key=lambda n: items.clear() or n)), items)
items = [1, 'a', 2.5, None]
attempt('mixed', items.sort, [])
print(items)
items = [(1, 'a'), (1, 2), (0, None)]
attempt('tuples', items.sort, [])
print(items)
