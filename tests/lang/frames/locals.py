# tests/lang/frames/locals.py -- f_locals: a view of the frame's variables that writes through
import sys
def f():
    x=1
    p=sys._getframe().f_locals
    print(type(p), [n for n in dir(p) if n not in dir(object)])
    for e in ['del p["x"]','p.pop("x")','p["q"]=1','p["zz"]','p.clear()','p|{1:2}','{1:2}|p', 'p.__ior__({"x":5})','p.update(3)', 'hash(p)','p==p.copy()','p<p', 'reversed(p)','p.keys()','p.items()','p.values()','p.setdefault("nn")','type(p)(3)','type(p)(sys._getframe())','len(p)','p', 'p[[]]', 'p[1]','del p["nope"]','del p[1]','[] in p', 'p.copy()','bool(p)', 'p.__class_getitem__', 'p == sys._getframe(1).f_locals', 'p == 3', 'locals()', '"x" in p, "nope" in p', 'p.get("x"), p.get("nope"), p.get("nope", 3)', 'list(p)', 'dict(p)', '{**p}']:
        try:
            try: print(e,'->',repr(eval(e))[:150])
            except SyntaxError: exec(e); print(e,'ok')
        except Exception as x2: print(e,type(x2).__name__,x2)
    print(x)
f()
def outer():
    a = 1
    b = 2
    def inner():
        nonlocal a
        a += 1
        fr = sys._getframe(1)
        fr.f_locals['b'] = 'set from inner'
        fr.f_locals['a'] = 'cell'
        fr.f_locals['new'] = 7
        sys._getframe().f_locals['b2'] = 1
        return a
    r = inner()
    print(a, b, r, locals().get('new'), sorted(k for k in locals()))
    return sys._getframe()
fr = outer()
print(fr.f_locals['a'], fr.f_locals['b'], sorted(fr.f_locals))
fr.f_locals['b'] = 5
print(fr.f_locals['b'])
def gen():
    n = 1
    while n < 10:
        yield n
        n += 1
g = gen(); next(g)
print(g.gi_frame.f_locals)
g.gi_frame.f_locals['n'] = 5
print(next(g), list(g), g.gi_frame)
def unset():
    sys._getframe().f_locals['y'] = 3
    print(y)
    if 0: y = 1
unset()
def comp():
    val = [sys._getframe().f_locals["a"] for a in [0]][0]
    val2 = "a" in [sys._getframe().f_locals for a in [0]][0]
    a = 9
    def set(): sys._getframe(1).f_locals['i'] = 100
    return val, val2, [(set(), i)[1] for i in range(2)]
print(comp())
class K:
    print(sys._getframe().f_locals is locals())
    sys._getframe().f_locals['z'] = 1
print(K.z, sys._getframe().f_locals is globals())
def params(a, *b, c=1, **d):
    return dict(sys._getframe().f_locals), sys._getframe().f_locals
print(params(1, 2, e=3))
class Evil:
    def __init__(self, n): self.n = n
    def __add__(self, other):
        sys._getframe(1).f_locals['v'] = None
        sys._getframe(1).f_locals['w'] = [1]
        return (self.n, other.n)
def evil():
    v, w = Evil(1), Evil(2)
    print(v + w)
    print(v, w)
evil()
import collections.abc
print(isinstance(sys._getframe().f_locals, dict), isinstance((lambda: sys._getframe().f_locals)(), collections.abc.Mapping))
match (lambda q: sys._getframe().f_locals)(4):
    case {'q': n}: print('matched', n)
def debug():
    loc = 4
    exec('loc = loc + 1; fresh = 2', globals(), sys._getframe().f_locals)
    print(loc, eval('loc * fresh', globals(), sys._getframe().f_locals))
debug()
try: 1/0
except ZeroDivisionError as e: print(sorted(e.__traceback__.tb_frame.f_locals)[:3])
