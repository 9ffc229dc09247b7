# tests/lang/scope/deletion.py -- del of every target, and what is left
class O: pass
o, l, d = O(), list(range(6)), {'a': 1, 'b': 2, 'c': 3}
o.x, o.y = 1, 2
a = b = c = e = f = 1
del a, (b, [c]), l[0], l[1:3], d['a'], o.x
print('a' in globals(), 'c' in globals(), l, d, vars(o))
del (e), [f]
del ()
del []
for name in 'ef':
    print(name in globals())
def g(x):
    y = x
    del x, y
    try:
        return x
    except NameError as error:
        return str(error)
print(g(1))
for action in ('del o.x', 'del d["zz"]', 'del l[99]', 'del nope', 'del o.y.z', 'del len',
               'del (1).real', 'del O.__dict__', 'del O.__name__', 'del "a"[0]',
               'del d[[]]', 'del o.__class__', 'del o.__dict__'):
    try:
        exec(action)
        print(action, 'fine')
    except Exception as error:
        print(action, '->', type(error).__name__, error)
class Traced:
    def __delattr__(self, name): print('delattr', name)
    def __delitem__(self, key): print('delitem', key)
    def __del__(self): print('freed')
t = Traced()
del t.q, t[1], t[1:2], t[1, 2]
u = t
del t
print('still held')
del u
print('gone')
x = 1
def rebind():
    global x
    del x
    x = 2
rebind()
print(x)
class C:
    y = 1
    del y
    z = 2
print(hasattr(C, 'y'), C.z)
for i in range(3):
    del i
try:
    i
except NameError as error:
    print(error)
try:
    raise ValueError
except ValueError as err:
    pass
print('err' in globals())
