# tests/lang/memory/exact_collect.py -- what gc.collect() finds, to the object
import functools, gc, sys, weakref
gc.collect()
gc.disable()

def drop_list():
    l = []
    l.append(l)
def drop_pair():
    l = []
    t = (l,)
    l.append(t)
def drop_dict():
    d = {}
    d['self'] = d
def drop_set_of_frozen():
    class Key: pass
    k = Key()
    k.inside = {k}
def drop_slice():
    class Box: pass
    b = Box()
    b.slice = slice(b, None)
def drop_function():
    space = {}
    exec('def f(): pass\n', space)
    del space['__builtins__']
def drop_generator():
    def g(box):
        yield box
    box = []
    box.append(g(box))
    next(box[0])
def drop_bound():
    class Box:
        def m(self): pass
    b = Box()
    b.m = b.m
def drop_partial():
    l = []
    l.append(functools.partial(len, l))
def drop_iterators():
    l = []
    l.append(iter(l))
    l.append(enumerate(l))
    l.append(zip(l, l))
    l.append(map(len, l))
def drop_exception():
    try:
        raise ValueError
    except ValueError as e:
        kept = e
        e.mine = kept
def drop_class():
    class Node:
        def again(self): return Node()
    Node().again()
def drop_property():
    class P:
        x = property(lambda self: P)

for make in (drop_list, drop_pair, drop_dict, drop_generator, drop_partial):
    make()
    print(make.__name__, gc.collect())
for make in (drop_set_of_frozen, drop_slice, drop_function, drop_bound, drop_iterators,
             drop_exception, drop_class, drop_property):
    make()
    print(make.__name__, gc.collect() > 0, gc.collect())

# the argument of a call, a value on its way through C: no stale word keeps it
class C: pass
def pass_around(x):
    for use in (id, repr, hash, len([x]).__add__, sorted):
        try: use(x)
        except TypeError: pass
    max([x], key=id); sorted([x, x], key=id); list(map(id, [x])); isinstance(x, C)
    getattr(x, 'y', None); setattr(x, 'me', x); str(x); f'{x!r}'; (lambda *a, **k: a)(x, k=x)
alive = 0
for i in range(50):
    c = C()
    w = weakref.ref(c)
    pass_around(c)
    del c
    gc.collect()
    alive += w() is not None
print('alive', alive)

# generations
young = []
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(g))]
gc.collect()
l = []
print(where(l)); gc.collect(0); print(where(l)); gc.collect(1); print(where(l)); gc.collect(); print(where(l))
old, new = [], []
old.append(old)
w_old, w_new = weakref.ref(C), None
class Cell:
    pass
a = Cell(); a.a = a
gc.collect()
b = Cell(); b.b = b
wa, wb = weakref.ref(a), weakref.ref(b)
del a, b
print(gc.collect(0) > 0, wa() is None, wb() is None)
print(gc.collect(2) > 0, wa() is None)
for bad in (-1, 3, 'x', 1.5):
    try: gc.collect(bad)
    except Exception as e: print(type(e).__name__, e)
for bad in (-1, 3, 'x', 1.5):
    try: gc.get_objects(bad)
    except Exception as e: print(type(e).__name__, e)

# frozen objects are out of reach
c = Cell(); c.c = c
w = weakref.ref(c)
gc.freeze()
del c
print(gc.collect(), w() is not None, gc.get_freeze_count() > 100)
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect() > 0, w())

# garbage kept on demand
gc.set_debug(gc.DEBUG_SAVEALL)
l = []; l.append(l); address = id(l)
del l
print(gc.collect(), len(gc.garbage), id(gc.garbage[0]) == address)
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.get_debug())

# finalizers that bring back part of what they know
class Phoenix:
    ashes = []
    def __init__(self, name): self.name, self.me = name, self
    def __del__(self): Phoenix.ashes.append(self)
p = Phoenix('p')
other = Cell(); other.me = other
wp, wo = weakref.ref(p), weakref.ref(other)
p.friend = bystander = []
bystander.append(p)
del p, other, bystander
gc.collect()
print([x.name for x in Phoenix.ashes], wp(), wo(), Phoenix.ashes[0].friend[0].name)
print(gc.is_finalized(Phoenix.ashes[0]))
w = weakref.ref(Phoenix.ashes[0])
Phoenix.ashes.clear()
print(gc.collect() > 0, Phoenix.ashes, w())

# what the module says of collections
said = []
gc.callbacks.append(lambda phase, info: said.append((phase, info['generation'], info['collected'])))
drop_list()
gc.collect()
gc.callbacks.clear()
print(said)
before = gc.get_stats()[1]
gc.collect(1)
after = gc.get_stats()[1]
print(after['collections'] - before['collections'], sorted(after))
print([gc.is_tracked(x) for x in (1, 'a', None, 1.5, b'', type, int, object(), [], {}, set(), C, C(),
                                  (1, []), lambda: 0, len, gc, drop_list.__code__, bytearray())])
print(sys.getrefcount(object()), gc.get_referents([1, 1]), gc.get_referrers(young) != [])
