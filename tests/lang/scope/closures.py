# tests/lang/scope/closures.py -- cells: shared, rebound, emptied, nested, in loops and classes
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    def reset():
        nonlocal n
        n = 0
    return inc, get, reset
inc, get, reset = counter()
inc(); inc(5)
print(get())
reset()
print(get(), inc.__code__.co_freevars, inc.__closure__[0].cell_contents,
      counter.__code__.co_cellvars)
print(inc.__closure__[0] is get.__closure__[0], get.__closure__[0] == reset.__closure__[0])
def loops():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    gs = [lambda: j for j in range(3)]
    hs = [lambda k=k: k for k in range(3)]
    return [f() for f in fs], [g() for g in gs], [h() for h in hs]
print(loops())
def late():
    def show(): return value
    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)
    value = 1
    print(show())
    del value
    try:
        show()
    except NameError as error:
        print(error)
    value = 2
    return show
print(late()())
def param(x):
    def inner():
        nonlocal x
        x *= 2
        return x
    return inner
p = param(3)
print(p(), p(), param(1)())
def deep(a):
    def two(b):
        def three(c):
            def four(d): return a, b, c, d
            return four
        return three
    return two
print(deep(1)(2)(3)(4), deep(1)(2).__code__.co_freevars, deep(1)(2)(3).__code__.co_freevars)
def in_class(v):
    class C:
        def get(self): return v, self.x
        v = 'class level'
        x = v
        y = [u for u in v[:2]]
    return C
C = in_class(5)
print(C().get(), C.v, C.x)
def uses_class():
    return [__class__ for __class__ in (1, 2)]
print(uses_class())
def args_kwargs(*a, **k):
    return lambda: (a, k)
print(args_kwargs(1, b=2)())
def swap(a, b):
    def s():
        nonlocal a, b
        a, b = b, a
        return a, b
    return s
s = swap(1, 2)
print(s(), s())
cell = s.__closure__[0]
cell.cell_contents = 'poked'
print(s(), type(cell).__name__)
def handler():
    try:
        1 / 0
    except ZeroDivisionError as e:
        f = lambda: e
    try:
        return f()
    except NameError as error:
        return str(error)
print(handler())
