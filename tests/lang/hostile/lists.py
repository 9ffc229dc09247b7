# tests/lang/hostile/lists.py -- lists that are changed by the items, keys and iterables they are working with
def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class Act:
    """Runs an action the first time it is compared, hashed, asked for an index ..."""
    def __init__(self, action, answer=False):
        self.action, self.answer = action, answer

    def act(self, *others):
        action, self.action = self.action, None
        if action:
            action()
        return self.answer

    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = act

    def __hash__(self): return 1
    def __bool__(self): return self.act()
    def __index__(self):
        self.act()
        return int(self.answer)
    def __repr__(self):
        self.act()
        return 'act'


def changes(items):
    """Every way to disturb a list, by name."""
    return {'clear': items.clear, 'pop': items.pop, 'grow': lambda: items.extend(range(100)),
            'delete': lambda: items.__delitem__(slice(0, 2)), 'sort': lambda: items.sort(key=str),
            'empty slice': lambda: items.__setitem__(slice(None), []),
            'replace': lambda: items.__setitem__(slice(None), [None] * 3),
            'insert': lambda: items.insert(0, 'x'), 'reverse': items.reverse,
            'again': lambda: items.__init__([7, 8])}


def each_change(name, work, answer=False, size=4):
    for change in changes([]):
        items = list(range(size))
        act = Act(None, answer)
        items.insert(1, act)
        act.action = changes(items)[change]
        attempt(f'{name} {change}:', lambda: work(items, act))
        act.action = None
        print('   ', len(items), [x if isinstance(x, (int, str)) else '.' for x in items[:6]])


print('--- comparing items')
each_change('index', lambda items, act: items.index(99))
each_change('count', lambda items, act: items.count(99))
each_change('in', lambda items, act: 99 in items)
each_change('remove', lambda items, act: items.remove(99))
each_change('remove found', lambda items, act: items.remove(99), answer=True)
each_change('index found', lambda items, act: items.index(99), answer=True)
each_change('==', lambda items, act: items == [0, 1, 2, 3, 4])
each_change('<', lambda items, act: items < [0, 99, 2, 3, 4])
each_change('>= other way', lambda items, act: [0, 99, 2, 3, 4] >= items)
each_change('max', lambda items, act: max(items) is not None)
each_change('repr', lambda items, act: len(repr(items)) > 0)

print('--- indices')
each_change('get', lambda items, act: items[act] is not None, answer=True)
each_change('set', lambda items, act: items.__setitem__(act, 'new'), answer=True)
each_change('set last', lambda items, act: items.__setitem__(act, 'new'), answer=4)
each_change('delete', lambda items, act: items.__delitem__(act), answer=True)
each_change('slice', lambda items, act: len(items[act:]), answer=True)
each_change('slice set', lambda items, act: items.__setitem__(slice(act, None), 'abc'), answer=True)
each_change('slice set step', lambda items, act: items.__setitem__(slice(act, None, 2), 'ab'),
            answer=True)
each_change('slice delete', lambda items, act: items.__delitem__(slice(act, 4)), answer=True)
each_change('slice delete step', lambda items, act: items.__delitem__(slice(act, None, 2)),
            answer=True)
each_change('insert', lambda items, act: items.insert(act, 'new'), answer=3)
each_change('pop', lambda items, act: items.pop(act) is not None, answer=3)
each_change('repeat', lambda items, act: len(items * act), answer=2)
each_change('repeat in place', lambda items, act: len(items.__imul__(act)), answer=2)
each_change('index from', lambda items, act: items.index(3, act), answer=1)

print('--- iterables')


def feeding(items, change):
    for n in range(3):
        yield f'f{n}'
        if n == 0:
            changes(items)[change]()


def each_feeding(name, work):
    for change in changes([]):
        items = list(range(4))
        attempt(f'{name} {change}:', lambda: work(items, feeding(items, change)))
        print('   ', len(items), items[:7])


each_feeding('extend', lambda items, feed: items.extend(feed))
each_feeding('slice', lambda items, feed: items.__setitem__(slice(1, 3), feed))
each_feeding('step', lambda items, feed: items.__setitem__(slice(0, 6, 2), feed))
each_feeding('+=', lambda items, feed: items.__iadd__(feed) is items)
each_feeding('init', lambda items, feed: items.__init__(feed))

print('--- iterators whose list changes')
for change in changes([]):
    items = list(range(5))
    seen = []
    for number, item in enumerate(items):
        seen.append(item)
        if number == 2:
            changes(items)[change]()
        if number > 6:
            break
    print(change, seen)
    items = list(range(5))
    seen = []
    for number, item in enumerate(reversed(items)):
        seen.append(item)
        if number == 1:
            changes(items)[change]()
        if number > 6:
            break
    print(change, 'reversed', seen)
items = list(range(3))
forward, backward = iter(items), reversed(items)
next(forward), next(backward)
items.clear()
print(list(forward), list(backward), forward.__length_hint__(), backward.__length_hint__())
items.extend(range(9))
print(list(forward), list(backward))
items = [1]
iterator = iter(items)
for item in iterator:
    if len(items) < 6:
        items.append(item + 1)
print(items)


print('--- items that go')


class Last:
    """On its way out it looks at the list that let it go, and changes it."""
    def __init__(self, items, change=None):
        self.items, self.change = items, change

    def __del__(self):
        print('   going, it sees', len(self.items))
        if self.change:
            try:
                changes(self.items)[self.change]()
            except Exception as e:
                print('   ', type(e).__name__, e)


def each_going(name, work):
    for change in [None, *changes([])]:
        items = []
        items.extend([Last(items, change), 1, 2, 3])
        attempt(f'{name} {change}:', lambda: work(items))
        print('   ', len(items), [x for x in items if isinstance(x, (int, str))][:6])
        items.clear()


each_going('del', lambda items: items.__delitem__(0))
each_going('set', lambda items: items.__setitem__(0, 'new'))
each_going('del slice', lambda items: items.__delitem__(slice(0, 2)))
each_going('set slice', lambda items: items.__setitem__(slice(0, 2), 'ab'))
each_going('set step', lambda items: items.__setitem__(slice(0, 4, 2), 'ab'))
each_going('del step', lambda items: items.__delitem__(slice(0, 4, 2)))
each_going('clear', lambda items: items.clear())
each_going('pop', lambda items: items.pop(0) and None)
each_going('times 0', lambda items: items.__imul__(0) is items)
each_going('init', lambda items: items.__init__('ab'))


print('--- comparing with what destroys the other')


class Destroyer:
    def __init__(self, *lists): self.lists = lists
    def __eq__(self, other):
        for items in self.lists:
            items.clear()
        return NotImplemented
    __lt__ = __gt__ = __eq__
    __hash__ = None


left, right = [], []
left += [Destroyer(left, right), 1, 2]
right += [object(), 1, 2]
print(left == right, left, right)
left, right = [], []
left += [1, Destroyer(left, right), 1, 2]
right += [1, object(), 1, 2]
attempt('order', lambda: left < right)
left = []
left += [Destroyer(left)] * 3
attempt('itself', lambda: left == [5, 6, 7])
left = []
left += [Destroyer(left), 2, 3]
attempt('tuple in', lambda: 5 in (left[0], 5))
left = []
left += [1, Destroyer(left), 3]
attempt('sum', lambda: sum(left, Act(left.clear)))
