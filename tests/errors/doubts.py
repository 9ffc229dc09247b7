# tests/errors/doubts.py -- warnings of the compiler on standard error
x = 1
x is 1
x is not 'a'
1()
"a"()
(1,2)(3)
[1](2)
{}()
{1}(2)
assert (x, 'b')
1[2]
[1]['a']
"abc"['a']
(1,2)['x']
"\d"
b"\d"
f"\d{x}"
"\777"
b"\777"
{1:2}[1]
{1}[1]
(lambda: 1)[1]
[i for i in (1,)]['a']
f'{x}'['a']
(x for x in [])[1]
(lambda: 1) is 1
... is 1
1 is x
() is x
x == 1 is 1
None()
...()
1.5()
f'{x}'()
[i for i in []]()
None[1]
1if x else 2

1or 2
