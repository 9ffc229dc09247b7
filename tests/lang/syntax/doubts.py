# tests/lang/syntax/doubts.py -- warnings of what is valid and can't be meant
import warnings

CASES = r"""x is 1
x is not 'a'
1()
"a"()
(1, 2)(3)
[1](2)
{}()
{1}(2)
assert (x, 'b')
assert ()
1[2]
[1]['a']
"abc"['a']
b'a'[1.5]
(1, 2)['x']
{1: 2}[1]
{1}[1]
(lambda: 1)[1]
(lambda: 1)()
[i for i in x]['a']
f'{x}'['a']
f'{x}'[1:2]
(i for i in x)[1]
x == y is 1
1 is x is 2
None()
...()
None[1]
x is None
x is ...
x is True
x is -1
x is 1 + 2
x is ()
x is (1, y)
x is [1]
x is f'{y}'
x is ''
1[2] = 3
del 1[2]
1[2] += 3
1if x else 2
0x1for x in y
1or 2
1and 2
[1for x in y]
1.5is x
0b1in x
0o7not in x
1jif x else 2
[1, 2][True]
[1, 2][x]
[1][(1,)]
[1][-1.0]
"a" "b"[1, 2]
f'{1()}'
def f(): return 1()
def f(a=1 is 2): 3 is 3
lambda: 1()
"\d"
b"\d"
f"\d{x}"
"\777"
b'\777'
if 0: 1()
with 1(): pass
for x in 1(): pass
match 1():~ case 2: pass"""


def doubts(text):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter('always')
        compile(text, '<doubt>', 'exec')
    for each in log:
        print(f'  {each.category.__name__} {each.filename} {each.lineno}: {each.message}')


def errors(text):
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        try:
            compile(text, '<doubt>', 'exec')
        except SyntaxError as e:
            print('  error', e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))


for case in CASES.splitlines():
    print(case)
    text = case.replace('~', '\n')
    doubts(text)
    errors(text)
