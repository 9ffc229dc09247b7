# tests/lang/memory/weakrefs_and_gc.py -- weakref kinds, callbacks, cycles, gc controls
import weakref, gc
class N:
    def __init__(self, name): self.name = name
    def __repr__(self): return f'N({self.name})'
    def hi(self): return 'hi ' + self.name
a = N('a')
r = weakref.ref(a)
print(r() is a, weakref.ref(a) is r, weakref.getweakrefcount(a), r == weakref.ref(a),
      hash(r) == hash(a), type(r).__name__)
log = []
r2 = weakref.ref(a, lambda ref: log.append(('dead', ref() is None)))
p = weakref.proxy(a)
print(p.hi(), p.name, repr(r)[:8], bool(p), weakref.getweakrefcount(a))
p.name = 'changed'
print(a.name)
del a
print(r(), log)
try: p.name
except ReferenceError as e: print(e)
vd, kd, ws = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()
x, y = N('x'), N('y')
vd['x'], vd['y'], kd[x], kd[y] = x, y, 1, 2
ws.update([x, y])
print(sorted(vd), len(kd), len(ws), x in ws, vd['x'], kd[x])
del x
print(sorted(vd), len(kd), len(ws), 'x' in vd, vd.get('x', 'gone'), list(vd.items()))
m = weakref.WeakMethod(y.hi)
print(m()(), weakref.ref(y.hi)())
f = weakref.finalize(y, log.append, 'finalized')
print(f.alive)
del y
print(m(), f.alive, log)
for bad in (5, 'x', (), None, [], {}):
    try: weakref.ref(bad); print('fine')
    except TypeError as e: print(e)
print(weakref.ref(N)() is N, weakref.ref(len)() is len, weakref.ref({1})() is None,
      weakref.ref(lambda: 0)() is None)
gc.collect()
class C:
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self): print('del', self.n)
gc.disable()
print(gc.isenabled())
c = C(1); w = weakref.ref(c); del c
print(w() is not None)
print(gc.collect() > 0, w())
gc.enable()
l, k = [], []
l.append(k); k.append(l); l.append(N('inside'))
w = weakref.ref(l[1]); del l, k
gc.collect()
print(w())
d = {}; d['d'] = d; d['o'] = N('o'); w = weakref.ref(d['o']); del d; gc.collect(); print(w())
def closure():
    o = N('closure')
    def f(): return f, o
    return weakref.ref(o)
w = closure(); gc.collect(); print(w())
def gen():
    me = yield
    yield me
g = gen(); next(g); g.send(g); del g
gc.collect()
class T: pass
w = weakref.ref(T); del T; gc.collect(); print(w())
try: raise ValueError
except ValueError as e:
    keep = N('kept by traceback frame'); w = weakref.ref(keep); saved = e
del keep, saved; gc.collect(); print(w())
class Back:
    def __del__(self):
        global back
        back = self
b = Back(); b.me = b; del b; gc.collect()
print(type(back).__name__, back.me is back)
big = [[] for _ in range(1000)]
for q in big: q.append(big)
w = weakref.ref(N('n')); del big, q; gc.collect()
print(w(), len(gc.get_count()), gc.get_threshold() is not None, gc.garbage)
import copy, sys
shared = N('s'); base = sys.getrefcount(shared)
for _ in range(100):
    cyc = [shared]; cyc.append(cyc)
del cyc; gc.collect()
print(sys.getrefcount(shared) - base)
