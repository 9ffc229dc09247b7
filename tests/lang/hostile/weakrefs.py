# tests/lang/hostile/weakrefs.py -- callbacks and finalizers that disturb the containers and the dying
import gc
import sys
import weakref


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, error)


class Thing:
    def __init__(self, name='thing', action=None): self.name, self.action = name, action
    def __repr__(self): return self.name
    def __del__(self):
        if self.action:
            self.action()


print('--- callbacks')
items = [Thing(), 1, 2]
ref = weakref.ref(items[0], lambda r: items.clear())
del items[0]
print(items)
items = [Thing(), 1, 2]
ref = weakref.ref(items[0], lambda r: items.extend(range(50)))
items[0] = 'new'
print(len(items), items[:3])
items = [Thing(), 1, 2]
ref = weakref.ref(items[0], lambda r: items.append(r() is None))
items.clear()
print(items)
d = {'a': Thing(), 'b': 1}
ref = weakref.ref(d['a'], lambda r: d.clear())
d['a'] = 2
print(d)
d = {'a': Thing(), 'b': 1}
ref = weakref.ref(d['a'], lambda r: d.update(dict.fromkeys(range(40))))
d.pop('a')
print(len(d))
s = {Thing()}
ref = weakref.ref(next(iter(s)), lambda r: s.update('xyz'))
s.clear()
print(sorted(s))

print('--- many callbacks, some of which drop the others')
thing = Thing()
refs = []


def drops(r):
    print('   called', len(refs))
    refs.clear()


refs += [weakref.ref(thing, drops) for _ in range(4)]
del thing
print(len(refs))
thing = Thing()
order = []
kept = [weakref.ref(thing, lambda r, n=n: order.append(n)) for n in range(4)]
kept.append(weakref.proxy(thing, lambda r: order.append('proxy')))
del thing
print(order)


def fails(r):
    raise ValueError('from a callback')


sys.unraisablehook = lambda info: print('   unraisable', type(info.exc_value).__name__, info.exc_value)
thing = Thing()
ref = weakref.ref(thing, fails)
other = weakref.ref(thing, lambda r: print('   the other'))
del thing

print('--- resurrection')
saved = []
thing = Thing('phoenix', lambda: saved.append(self_of()))
self_of = weakref.ref(thing)
del thing
print(saved)


class Phoenix:
    def __del__(self):
        print('   del')
        saved.append(self)


saved.clear()
phoenix = Phoenix()
ref = weakref.ref(phoenix, lambda r: print('   ref gone'))
del phoenix
print(len(saved), ref() is saved[0])
saved.clear()
print(ref())
phoenix = Phoenix()
phoenix.me = phoenix
ref = weakref.ref(phoenix, lambda r: print('   never' if r else ''))
del phoenix
gc.collect()
print(len(saved), ref())
saved.clear()
gc.collect()

print('--- finalizers in the middle of work')
items = []
items.append(Thing('t', lambda: items.append('late')))
items[:] = items[1:]
print(items)
items = [Thing('t', lambda: items.sort(key=str)), 3, 1, 2]
items.pop(0)
print(items)
items = [3, 1, 2]


def key(x):
    Thing('temporary', lambda: items.append(x))
    return x


attempt('sort', lambda: items.sort(key=key))
print(items)
d = {}
d['x'] = Thing('x', lambda: d.update(y=1))
attempt('replace', lambda: d.update(x=2))
print(d)


class Equal:
    def __init__(self, action): self.action = action
    def __hash__(self): return 5
    def __eq__(self, other):
        Thing('temporary', self.action)
        return False


d = {}
d.update({Equal(lambda: d.clear()): 1})
attempt('lookup', lambda: d.get(Equal(lambda: None)))
print(len(d))

print('--- dictionaries of weak things')
values = weakref.WeakValueDictionary()
things = [Thing(f't{n}') for n in range(5)]
for n, thing in enumerate(things):
    values[n] = thing
del thing
seen = []
for key_, value in values.items():
    seen.append(key_)
    if key_ == 1:
        del value
        things.clear()
        gc.collect()
value = None
print(seen, len(values), list(values))
keys = weakref.WeakKeyDictionary()
things = [Thing(f't{n}') for n in range(5)]
for n, thing in enumerate(things):
    keys[thing] = n
del thing
count = 0
for thing in keys:
    count += 1
    things.clear()
del thing
print(count, len(keys))
group = weakref.WeakSet()
things = [Thing(f't{n}') for n in range(5)]
group.update(things)
count = 0
for thing in group:
    count += 1
    things.clear()
thing = None
print(count, len(group))
finalized = []
thing = Thing()
final = weakref.finalize(thing, lambda: finalized.append(final.alive))
weakref.finalize(thing, finalized.append, 'second')
thing = None
print(finalized, final.alive, final())

print('--- proxies')
thing = Thing()
proxy = weakref.proxy(thing)
thing.action = lambda: attempt('in del', lambda: proxy.name)
thing = None
attempt('after', lambda: proxy.name)
attempt('repr', lambda: str(proxy))
attempt('set', lambda: setattr(proxy, 'name', 1))
attempt('in', lambda: 1 in proxy)
attempt('len', lambda: len(proxy))


class Adds:
    def __add__(self, other):
        holder.clear()
        return 'added'
    def __len__(self):
        holder.clear()
        gc.collect()
        return 3


holder = [Adds()]
proxy = weakref.proxy(holder[0])
attempt('+', lambda: proxy + 1)
attempt('+', lambda: proxy + 1)
holder = [Adds()]
proxy = weakref.proxy(holder[0])
attempt('len', lambda: len(proxy))
attempt('len', lambda: len(proxy))

print('--- cycles')


class Node:
    def __init__(self, name): self.name, self.links = name, []
    def __del__(self):
        dead.append(self.name)
        self.links.clear()


dead = []
a, b = Node('a'), Node('b')
a.links.append(b)
b.links += [a, b]
ref = weakref.ref(b, lambda r: print('   gone'))
del a, b
print(gc.collect() > 0, ref(), sorted(dead))
gc.callbacks.append(lambda phase, info: saved.append(phase))
gc.collect()
gc.callbacks.clear()
print(saved)


class Collects:
    def __del__(self): gc.collect()


node = Collects()
node.me = node
del node
gc.collect()
items = [Collects() for _ in range(20)]
items.clear()
print('done')
