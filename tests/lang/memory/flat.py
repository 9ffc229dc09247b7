# tests/lang/memory/flat.py -- memory stays flat over many rounds of garbage: flat.py [ROUNDS [NAME ...]]
import gc, sys, weakref, functools, itertools, collections, random

def instance():
    class_.me = None
    a, b = Node(), Node()
    a.other, b.other = b, a
def closure():
    def f(): return f
    f()
def generator():
    def g():
        me = yield
        yield me
    x = g()
    next(x)
    x.send(x)
def traceback():
    try:
        1 // 0
    except ZeroDivisionError as e:
        kept = e
def chain():
    try:
        try:
            {}['x']
        except KeyError as e:
            raise ValueError from e
    except ValueError as e:
        e.__cause__.up = e
def made_class():
    class Local:
        def m(self): return Local
    Local().m()
def slots_class():
    class Local:
        __slots__ = 'a', 'b'
    x = Local()
    x.a = x
def finalizer():
    x = Final()
    x.me = x
def resurrected():
    x = Phoenix()
    x.me = x
def weak():
    x = Node()
    x.ref = weakref.ref(x, lambda r: None)
    x.me = x
    d = weakref.WeakKeyDictionary()
    d[x] = [x.ref]
def containers():
    l = [(), {}, set()]
    l[0] = (l,)
    l[1]['l'] = l
    l.append(collections.deque([l]))
    l.append(iter(l))
    l.append(functools.partial(print, l))
    l.append(itertools.chain(l))
    l.append(slice(l, l))
def bound_method():
    x = Node()
    x.call = x.method
def comprehension():
    return [[j for j in range(3)] for i in range(3)], {i: {i} for i in range(3)}
def instance_dict():
    x = Node()
    x.__dict__['me'] = x
    vars(x)['d'] = x.__dict__
def names_of_attributes():
    global counter
    counter += 1
    setattr(class_, f'attribute{counter}', 1)
    delattr(class_, f'attribute{counter}')
def names_of_instances():
    global counter
    counter += 1
    x = Node()
    setattr(x, f'attribute{counter}', 1)
    getattr(x, f'attribute{counter}'), hasattr(x, f'missing{counter}')
def names_in_order():
    global counter
    counter += 1
    x = Node()
    n = counter
    for i in range(5):
        setattr(x, NAMES[n % 40], i)
        n = n * 7 // 3 + i
def names_in_random_order():
    x = Node()
    for name in random.sample(NAMES, 5):
        setattr(x, name, 1)
def names_in_code():
    global counter
    counter += 1
    eval(f'(lambda name{counter}: name{counter})(1)')
def names_interned():
    global counter
    counter += 1
    sys.intern(f'interned{counter}')
def executed():
    exec('def f(x): return [f, x]\nf(1)', {})
def frames():
    f = sys._getframe()
    here = [f]
    here.append(here)

class Node:
    def method(self): pass
class class_: pass
class Final:
    def __del__(self): pass
class Phoenix:
    last = None
    def __del__(self): Phoenix.last = self
NAMES = ['n%d' % i for i in range(40)]
KINDS = [instance, closure, generator, traceback, chain, made_class, slots_class, finalizer,
         resurrected, weak, containers, bound_method, comprehension, instance_dict,
         names_of_attributes, names_of_instances, names_in_order, names_in_random_order,
         names_in_code, names_interned,
         executed, frames]
counter = 0

def resident():
    with open('/proc/self/statm') as f:
        return int(f.read().split()[1]) * 4       # KiB

def repeat(kind, rounds):
    for i in range(rounds):
        kind()
        if not alone and i % 250 == 0:
            gc.collect()
    gc.collect()

def measure(kind, rounds):
    repeat(kind, rounds)
    base = resident()
    repeat(kind, rounds * 4)
    return resident() - base

with open('/proc/self/maps') as maps:
    waits = 40000 if 'libasan' in maps.read() else 0      # KiB: AddressSanitizer keeps what was freed
alone = len(sys.argv) > 1                         # no help for the collector
rounds = int(sys.argv[1]) if alone else 1000
for kind in KINDS:
    if sys.argv[2:] and kind.__name__ not in sys.argv[2:]:
        continue
    grown = measure(kind, rounds)
    print(kind.__name__, 'flat' if grown < (2000 if alone else 600) + waits else f'{grown} KiB more')
