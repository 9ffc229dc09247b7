# tests/lang/functions/lambda_and_nesting.py -- lambdas of all forms, functions returning functions
print((lambda: None)(), (lambda x: x)(1), (lambda x, y=2: x + y)(1),
      (lambda *a, **k: (a, k))(1, b=2))
print((lambda x: lambda y: lambda z: x + y + z)(1)(2)(3), (lambda: (yield))().__next__())
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(30))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda f: lambda n: n if n < 2 else f(n - 1) + f(n - 2))(15))
compose = lambda *fs: lambda x: x if not fs else compose(*fs[:-1])(fs[-1](x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
print(sorted('banana', key=lambda c: (-'banana'.count(c), c)),
      list(map(lambda a, b: a * b, [1, 2], [3, 4])))
print([f(2) for f in [lambda x: x, lambda x: x ** 2, lambda x: [x] * x]],
      (lambda x: (x, x) if x else ())(0))
print({'add': lambda a, b: a + b}['add'](1, 2), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
def ackermann(m, n):
    if m == 0: return n + 1
    if n == 0: return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
print(ackermann(2, 3))
def hanoi(n, a='A', b='B', c='C'):
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c) if n else []
print(len(hanoi(8)), hanoi(2))
def mutual_even(n): return True if n == 0 else mutual_odd(n - 1)
def mutual_odd(n): return False if n == 0 else mutual_even(n - 1)
print(mutual_even(300), mutual_odd(301))
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z):
    return a + z, locals()['m'], len(locals())
print(many(*range(26)))
def returns(n):
    if n == 0: return
    if n == 1: return 1,
    if n == 2: return 1, 2
    if n == 3: return *'ab', 'c'
    if n == 4: return (yield_ := 5)
print([returns(n) for n in range(6)])
big = eval('lambda ' + ', '.join(f'a{i}' for i in range(300)) + ': a0 + a299')
print(big(*range(300)))
print(eval('(lambda **k: len(k))(' + ', '.join(f'k{i}={i}' for i in range(300)) + ')'))
exec('def wide():\n' + ''.join(f'    v{i} = {i}\n' for i in range(400)) + '    return v0 + v399')
print(wide())
