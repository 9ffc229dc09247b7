# tests/lang/hostile/deques.py -- deques that are changed by their items and by whoever iterates them
from collections import deque


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class Act:
    def __init__(self, action=None, answer=False): self.action, self.answer = action, answer
    def act(self, *others):
        action, self.action = self.action, None
        if action:
            action()
        return self.answer
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = act
    __hash__ = None
    def __index__(self):
        self.act()
        return int(self.answer)
    def __bool__(self): return self.act()
    def __repr__(self):
        self.act()
        return 'act'


def changes(d):
    return {'clear': d.clear, 'pop': d.pop, 'popleft': d.popleft, 'append': lambda: d.append(9),
            'grow': lambda: d.extend(range(200)), 'growleft': lambda: d.extendleft(range(200)),
            'rotate': d.rotate, 'rotate 0': lambda: d.rotate(0), 'reverse': d.reverse,
            'delete': lambda: d.__delitem__(0), 'insert': lambda: d.insert(1, 'x'),
            'set': lambda: d.__setitem__(2, 'new'), 'again': lambda: d.__init__('xyz'),
            'pop and append': lambda: d.append(d.pop()), 'times': lambda: d.__imul__(3)}


def shape(d):
    return len(d), [x if isinstance(x, (int, str)) else '.' for x in d][:6]


def each_change(name, work, answer=False, limit=None):
    for change in changes(deque()):
        act = Act(None, answer)
        d = deque([0, act, 1, 2, 3], limit)
        act.action = changes(d)[change]
        attempt(f'{name} {change}:', lambda: work(d, act))
        act.action = None
        print('   ', *shape(d))


print('--- comparing items')
each_change('index', lambda d, act: d.index(99))
each_change('index found', lambda d, act: d.index(99), answer=True)
each_change('count', lambda d, act: d.count(99))
each_change('in', lambda d, act: 99 in d)
each_change('in found', lambda d, act: 99 in d, answer=True)
each_change('remove', lambda d, act: d.remove(99))
each_change('remove found', lambda d, act: d.remove(99), answer=True)
each_change('==', lambda d, act: d == deque([0, 1, 1, 2, 3]))
each_change('<', lambda d, act: d < deque([0, 99, 2, 2, 3]))
each_change('repr', lambda d, act: len(repr(d)) > 0)
each_change('copy', lambda d, act: len(d.copy() + d))

print('--- indices')
each_change('get', lambda d, act: d[act] is not None, answer=2)
each_change('set', lambda d, act: d.__setitem__(act, 'new'), answer=2)
each_change('delete', lambda d, act: d.__delitem__(act), answer=2)
each_change('insert', lambda d, act: d.insert(act, 'new'), answer=2)
each_change('insert full', lambda d, act: d.insert(act, 'new'), answer=2, limit=5)
each_change('rotate', lambda d, act: d.rotate(act), answer=2)
each_change('repeat', lambda d, act: len(d * act), answer=2)
each_change('index from', lambda d, act: d.index(3, act), answer=2)

print('--- while iterating')
for change in changes(deque()):
    for name, walk_of in (('iter', iter), ('reversed', reversed)):
        d = deque([0, 1, 2, 3])
        seen = []

        def walk():
            for thing in walk_of(d):
                seen.append(thing)
                if len(seen) == 2:
                    changes(d)[change]()
                if len(seen) > 9:
                    break

        attempt(f'{name} {change}:', walk)
        print('   ', seen)


def feed(d, change):
    yield 'f1'
    changes(d)[change]()
    yield 'f2'


for change in changes(deque()):
    for name in ('extend', 'extendleft', '__iadd__', '__init__'):
        for limit in (None, 5):
            d = deque(range(4), limit)
            attempt(f'{name} {change} {limit}:', lambda: getattr(d, name)(feed(d, change)) and None)
            print('   ', *shape(d))

print('--- with itself')
for name in ('extend', 'extendleft', '__iadd__', '__add__', '__init__'):
    for limit in (None, 3):
        d = deque([1, 2, 3], limit)
        attempt(f'{name} {limit}', lambda: getattr(d, name)(d))
        print('   ', *shape(d))

print('--- items that go')


class Last:
    def __init__(self, d, change): self.d, self.change = d, change
    def __del__(self):
        print('   going, it sees', len(self.d))
        if len(self.d) > 2:
            try:
                changes(self.d)[self.change]()
            except Exception as e:
                print('   ', type(e).__name__, e)


def each_going(name, work, limit=None):
    for change in changes(deque()):
        d = deque((), limit)
        d.extend([Last(d, change), 1, 2, 3])
        attempt(f'{name} {change}:', lambda: work(d))
        print('   ', *shape(d))
        d.clear()


each_going('del', lambda d: d.__delitem__(0))
each_going('set', lambda d: d.__setitem__(0, 'new'))
each_going('clear', lambda d: d.clear())
each_going('popleft', lambda d: d.popleft() and None)
each_going('times 0', lambda d: d.__imul__(0) is d)
each_going('append full', lambda d: d.append('new'), limit=4)
each_going('extend full', lambda d: d.extend('new'), limit=4)
each_going('times full', lambda d: d.__imul__(3) is d, limit=4)
each_going('init', lambda d: d.__init__('ab'))
each_going('rotate', lambda d: (d.rotate(2), d.__delitem__(2)) and None)
