# tests/lang/scope/walrus.py -- := everywhere it is allowed
if (n := len('four')) > 3:
    print(n)
while (n := n - 1) > 1:
    print(n, end=' ')
print([y := 1, y ** 2, y + 5], (a := 1, b := 2), a, b, {(k := 'x'): (v := 1)}, k, v)
print([last := i for i in range(4)], last, any((hit := x) > 2 for x in range(9)), hit)
print(f'{(z := 5)}', z, f'{z:=5}', (lambda: (q := 3) + q)(), len(w := [1, 2]), w)
def f(p=(d := 10)): return p
print(f(), d, f(p=(e := 7)), e)
s = [1, 2, 3, 4]
print(s[(i := 1):(j := 3)], i, j, s[i := 2], {m := 5}, (t := 1,), t)
def total(xs):
    t = 0
    return [t := t + x for x in xs], t
print(total([1, 2, 3]))
def nested():
    r = [[c := (x, y) for x in range(2)] for y in range(2)]
    return r, c
print(nested())
def outer():
    v = 0
    def inner():
        nonlocal v
        [v := x for x in range(5)]
        return v
    return inner(), v
print(outer())
def glob():
    global gg
    [gg := x for x in 'ab']
glob()
print(gg)
x = (y := 1, 2)
print(x, y)
print((x := 1) + (x := x + 1), x, not (x := 0), x, (x := 3) if (x := 1) else 4, x)
assert (ok := True)
match (m := [1, 2]):
    case [p, q] if (r := p + q) > 2:
        print(m, r)
try:
    print(1 if (u := None) else u)
finally:
    print(u)
for bad in ('x := 1', '(a.b := 1)', '(a[0] := 1)', '((a, b) := 1)', 'f(x := 1, y=z := 2)',
            'lambda: x := 1', '(x := 1) = 2', '(x, y := 1, 2) = 3',
            'def f(x := 1): pass', '(True := 1)', '[x := 1 for x in y]', 'x = y := 1',
            '(x := yield)', 'assert x := 1', 'del (x := 1)', '(*x := 1)',
            'with (x := 1) as y, z := 1: pass',
            'class A(x := object): pass', 'f(a=(x := 1))', 'x[y := 1, 2]', 'x[y:=1:2]',
            '{x := 1: 2}', '{1: x := 2}', '@x := f\ndef g(): pass'):
    try:
        compile(bad, 's', 'exec')
        print(bad, 'ok')
    except SyntaxError as error:
        print(bad, '->', error.msg)
