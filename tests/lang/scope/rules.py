# tests/lang/scope/rules.py -- local, global, builtin, class and comprehension names; global
x = 'global'
def read(): return x
def write():
    x = 'local'
    return x
def declare():
    global x
    x = 'changed'
def unbound():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1
print(read(), write(), read())
declare()
print(read())
unbound()
def outer():
    x = 'outer'
    def skip():
        global x
        return x
    def near(): return x
    def sets():
        nonlocal x
        x = 'outer changed'
    sets()
    return skip(), near(), x
print(outer())
def makes():
    global made, made2
    made = 1
    import math as made2
makes()
print(made, made2.__name__)
def maker():
    global fn, Cls
    def fn(): return 'fn'
    class Cls: pass
    for global_i in range(2): pass
maker()
print(fn(), Cls.__qualname__, fn.__qualname__)
class K:
    x = 'class'
    y = x
    z = [x for _ in '1']
    w = [a for a in x[:2]]
    def m(self): return x
    u = (lambda: x)()
    del x
    v = x
print(K.y, K.z, K.w, K().m(), K.u, K.v, hasattr(K, 'x'))
len = lambda v: 'mine'
print(len([]))
del len
print(len([]))
try:
    print(undefined_thing)
except NameError as error:
    print(error, error.name)
def delete():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as error:
        print(error, error.name)
    try:
        del a
    except UnboundLocalError as error:
        print(error)
delete()
try:
    del nothing
except NameError as error:
    print(error)
def branch(flag):
    if flag: v = 1
    return v
print(branch(True))
try:
    branch(False)
except UnboundLocalError as error:
    print(error)
print(sorted(k for k in globals() if not k.startswith('__'))[:5], 'x' in globals(), 'x' in vars())
def show_locals(a, b=2):
    c = 3
    l = locals()
    l['d'] = 4
    return l, sorted(locals())
print(show_locals(1))
def f():
    l = [x := 1, y := x + 1]
    return [z := v for v in l], x, y, z
print(f())
