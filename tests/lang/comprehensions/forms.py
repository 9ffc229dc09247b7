# tests/lang/comprehensions/forms.py -- list, set and dict comprehensions, nested, conditional
print([x for x in range(5)], [x for x in range(10) if x % 3 == 0],
      [x if x % 2 else -x for x in range(5)], [(x, y) for x in 'ab' for y in (1, 2)])
print({x for x in 'aaa'}, {x: x * x for x in range(4)}, {k: v for k, v in [('a', 1), ('b', 2)]},
      {v: k for k, v in {'x': 1}.items()}, {x % 2: x for x in range(5)})
print([[j for j in range(i)] for i in range(4)],
      [[r[c] for r in [[1, 2], [3, 4]]] for c in (0, 1)], [x for row in [[1, 2], [3]] for x in row])
print([a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]],
      [x for x, in [(1,), (2,)]], [x for [x, (y, z)] in [[1, (2, 3)]]])
print([x for x in [1, 2, 3] if x > 1 if x < 3],
      [y for x in range(3) if x for y in range(x) if y != 1],
      [x for x in (1, 2) for x in (x, x * 10)])
print([f(3) for f in [lambda x: x + 1, lambda x: x * 2]], [lambda: i for i in range(3)][0](),
      [(lambda i=i: i)() for i in range(3)], [*[x for x in 'ab'], *'c'])
class T:
    pass
t = T()
l = [0]
print([t.v for t.v in range(3)], [l[0] for l[0] in 'ab'], t.v, l)
print([x for x in (lambda: [1, 2])()], [x for x in [y for y in range(3)]], [i for i in {1: 2}],
      [i for i in 'é☕'], {(a, b): a + b for a in range(2) for b in range(2)})
order = []
def s(v):
    order.append(v)
    return v
[s('elt') for x in s([1, 2]) if s('cond') for y in s([3])]
print(order)
order.clear()
{s('key'): s('value') for x in [1]}
print(order)
x = 'untouched'
[x for x in range(3)]
{x for x in range(3)}
{x: x for x in range(3)}
list(x for x in range(3))
print(x)
def locals_too():
    x, acc = 'local', []
    [acc.append(x) for x in range(2)]
    y = [x for _ in range(2)]
    return x, acc, y, [z for z in range(3)], sorted(locals())
print(locals_too())
for bad in ('[x for x in 5]', '[y for x in [1]]', '[x for x in [1] if undefined]',
            '{[]: x for x in [1]}', '{x for x in [[]]}', '[x for x, y in [1]]',
            '[1 / x for x in [0]]',
            '{**x for x in y}', '[*x for x in y]', '[x for x in 1, 2]', '[x, y for x in z]',
            '{x: y, z for x in w}', '[for x in y]', '[x for x y]', '[x for 1 in y]',
            '[x for x() in y]',
            '(x for x in y, 1)', 'f(x for x in y, 1)', 'f(1, x for x in y)', '[x if y for x in z]',
            '{x: *y for x in z}', '[(yield x) for x in y]', '[x for x in (yield)]'):
    try:
        print(bad, eval(bad))
    except SyntaxError as e:
        print(bad, '->', 'SyntaxError', e.msg)
    except Exception as e:
        print(bad, '->', type(e).__name__, e)
big = [i for i in range(100000)]
print(len(big), sum(big), len({i % 1000 for i in big}), len({i: i for i in big}))
