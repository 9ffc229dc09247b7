# tests/lang/literals/displays.py -- tuple, list, set, dict displays with and without stars
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
e, d = [1, 2], {'a': 1}
t('''
(), (1,), (1, 2), 1, (1), ((1)), [], [1], [1,], {}, {1}, {1: 2}, {1: 2,}
(*e,), (*e, *e), [*e, 3, *e], {*e, *e} == {1, 2}, {**d, 'b': 2, **{'a': 3}}
[*(), *'', *{}], {**{}}, (*'ab', *b'ab', *range(2))
{'a': 1, 'a': 2}, {1: 'a', 1.0: 'b', True: 'c'}, len({1, 1.0, True})
[(yes := 5), yes + 1], {(k := 1): (v := 2)}, (w := 3, w)
[1, 2][0], (1, 2)[1], {1: 2}[1], 'abc'[1], [[1, 2], [3]][0][1]
[*1], 1
{**1}, 1
{**[1]}, 1
{[]: 1}
{[1], 2}
{{}}
{1: {2: {3: [4, (5, {6})]}}}
... , Ellipsis is ..., NotImplemented, None, True, False, __debug__
''')
print([1,
       2,  # comment
       3,
       ], (
    4,
), {
    'k':
        'v',
})
t1 = 1, 2
t2 = 1,
t3 = *e, *e
print(t1, t2, t3)
order = []
def f(n):
    order.append(n)
    return n
x = {f(1): f(2), f(3): f(4)}
y = [f(5), f(6), *[f(7)], f(8)]
print(order)
