# tests/lang/with/protocol.py -- __enter__, __exit__, suppression, several managers, targets, errors
class M:
    def __init__(self, name, swallow=False,
                 fail=None): self.name, self.swallow, self.fail = name, swallow, fail
    def __enter__(self):
        print('enter', self.name)
        if self.fail == 'enter': raise OSError('enter failed')
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, v, tb is not None)
        if self.fail == 'exit': raise OSError('exit failed')
        return self.swallow
with M('a') as x: print('body', x)
with M('a') as x, M('b') as y: print(x, y)
with (M('a') as x, M('b') as y,): print(x, y)
with (M('a'), M('b')): print('tuple of managers')
with (M('a')) as z: print(z)
with M('s', True): raise ValueError('swallowed')
print('after')
class T: pass
t, l = T(), [0, 0]
with M('attr') as t.v, M('item') as l[0], M('xy') as (p, *q): print(t.v, l, p, q)
def run(f):
    try: print(f())
    except Exception as e: print('escaped', type(e).__name__, e, repr(e.__context__))
def inner_swallow():
    with M('o'), M('i', True): raise KeyError('k')
    return 'continues'
def outer_swallow():
    with M('o', True), M('i'): raise KeyError('k')
    return 'continues'
def exit_fails():
    with M('o'), M('i', fail='exit'): raise KeyError('k')
def enter_fails():
    with M('o'), M('i', fail='enter'): print('never')
def returns():
    with M('r'): return 'value'
def loops():
    for i in range(3):
        with M(str(i)):
            if i == 0: continue
            if i == 1: break
    return i
def none():
    with M('n', None): raise ValueError('v')
def bad_target():
    with M('ab') as (a, b, c): pass
def gen():
    with M('gen'):
        yield 1
        yield 2
for f in (inner_swallow, outer_swallow, exit_fails, enter_fails, returns, loops, none,
          bad_target): run(f)
print(list(gen()))
g = gen(); next(g); g.close()
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
class Inst:
    def __init__(self): self.__enter__ = self.__exit__ = lambda *a: 1
for c in (NoEnter, NoExit, Inst, int):
    try:
        with c(): pass
    except TypeError as e: print(e)
class BoolRaise(M):
    def __exit__(self, *a):
        class B:
            def __bool__(self): raise ValueError('truth')
        return B()
def bool_raise():
    with BoolRaise('b'): raise KeyError(1)
run(bool_raise)
with M('outer') as a:
    with M('inner') as b:
        try: raise ValueError('handled inside')
        except ValueError: print('handled')
