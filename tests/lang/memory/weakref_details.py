# tests/lang/memory/weakref_details.py -- order of references, what shows in a repr, what proxies pass on
import weakref

class A: pass
class Named:
    __name__ = 'y'
class Mapping(dict):
    def __getattr__(self, name): return self[name]
def tail(x): return repr(x).rpartition(' ')[2][:-1]
a, named, mapping = A(), Named(), Mapping()
a.__name__ = 'not shown'
def f(): pass
print(tail(weakref.ref(named)), tail(weakref.ref(f)), repr(weakref.ref(mapping))[:9],
      [tail(x)[:2] for x in (weakref.proxy(named), weakref.ref(a))])

class MyRef(weakref.ref): pass
o = A()
r1 = MyRef(o); r2 = weakref.ref(o); p = weakref.proxy(o); r3 = MyRef(o)
r4 = weakref.ref(o, print); p2 = weakref.proxy(o, print)
names = {id(value): name for name, value in list(globals().items())}
print([names[id(x)] for x in weakref.getweakrefs(o)], weakref.getweakrefcount(o))
r4 = p2 = None
order = []
refs = [weakref.ref(o, lambda r, i=i: order.append(i)) for i in range(4)]
del o
print(order, r1(), r2(), r3())

class R:
    def __len__(self): return 3
    def __reversed__(self): return iter('cba')
    def __bytes__(self): return b'x'
r = R()
p = weakref.proxy(r)
print(list(reversed(p)), bytes(p), '__bytes__' in dir(p), type(p).__reversed__)
del r
for use in (lambda: reversed(p), lambda: bytes(p), lambda: p.x, lambda: p + 1, lambda: len(p),
            lambda: p[0], lambda: str(p), lambda: p(), lambda: iter(p), lambda: next(p),
            lambda: bool(p), lambda: hash(p), lambda: p == 1, lambda: divmod(p, 2), lambda: 3 in p):
    try: print(use())
    except Exception as e: print(type(e).__name__, e)
for x in (list[int], set(), len, (i for i in ()), weakref.ref(A), weakref.ref, weakref.proxy(A), 1.5, [], {}, (), A.__dict__):
    try: weakref.ref(x); print('fine')
    except TypeError as e: print(e)

class WithNew(set):
    def __new__(cls, items, extra=None): return super().__new__(cls, items)
print(WithNew([1]))
try: WithNew([1], extra=2)
except TypeError as e: print(e)
