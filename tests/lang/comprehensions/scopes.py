# tests/lang/comprehensions/scopes.py -- names in comprehensions: cells, class bodies
def f(n):
    fs = [lambda: (i, n) for i in range(3)]
    n += 1
    return [g() for g in fs]
print(f(5))
def g():
    xs = [[lambda: (i, j) for j in range(2)] for i in range(2)]
    return [h() for row in xs for h in row]
print(g())
class C:
    a = 3
    b = [a] * 2
    c = [x for x in range(a)]
    d = [[y for y in range(2)] for x in range(a)]
    try:
        e = [a for _ in range(2)]
    except NameError as error:
        print(error)
    try:
        f = [x for x in range(3) if x < a]
    except NameError as error:
        print(error)
    g = [(lambda: 5)() for _ in range(1)]
    h = (lambda a=a: [a for _ in '12'])()
    x = 'class x'
    i = [x for x in 'i']
    j = x
print(C.b, C.c, C.d, C.g, C.h, C.i, C.j)
def raising():
    x = 'kept'
    try:
        [1 / x for x in (1, 0)]
    except ZeroDivisionError:
        pass
    return x
print(raising())
def nested_def():
    def inner(v): return [v + w for w in range(3)]
    return [inner(v) for v in range(2)]
print(nested_def())
def shadow(range_=range):
    range = 5
    return [range for range in range_(3)], range
print(shadow())
def use_global():
    global gx
    gx = 10
    return [gx + i for i in range(2)]
print(use_global())
def nl():
    t = 0
    def add(v):
        nonlocal t
        t += v
        return t
    return [add(i) for i in range(4)], t
print(nl())
def arg_iter(it): return [x for x in it if x]
print(arg_iter(iter([0, 1, 2])))
print([(lambda: [x for x in range(y)])() for y in range(3)])
def default_in_loop():
    return {i: (lambda i=i: [i for i in range(i)])() for i in range(3)}
print(default_in_loop())
def exec_in():
    ns = {}
    exec('r = [a for a in range(3) if a]', ns)
    return ns['r'], 'a' in ns
print(exec_in())
z = 'module'
print([z for z in 'ab'] + [z], [locals().get('q') for q in (1,)],
      [sorted(k for k in locals() if k == 'w') for w in (1,)])
def g2():
    r = []
    for x in range(3):
        r.append([x for x in range(x)])
    return r, x
print(g2())
try:
    [undefined_name for _ in '1']
except NameError as e:
    print(e)
def unbound():
    try:
        return [later for _ in '1']
    except UnboundLocalError as e:
        return str(e)
    later = 1
print(unbound())
def free_unbound():
    def h(): return [later2 for _ in '1']
    try:
        return h()
    except NameError as e:
        return str(e)
    later2 = 1
print(free_unbound())
def between(n):
    return [[[(n, c) for c in 'a'] for b in 'b'] for a in 'c'], [[lambda: n for b in 'b'] for a in 'a'][0][0]()
print(between(4))
