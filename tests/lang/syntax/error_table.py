# tests/lang/syntax/error_table.py -- bad sources and the message and place of their SyntaxErrors
sources = r'''
x = 
x = (
x = [1, 2
x = {1: 2
x = )
x = (]
x = 1 2
x = a b
f(a b)
[a b]
{a: b c: d}
(a b)
f(a, b c)
f(a=1 b=2)
print x
print "x"
exec "x"
print(a b)
if x
if x:
if x = 1:
if x == 1 y:
elif x:
else:
while x
while True print(x)
for x in y
for x y:
for in y:
for x in:
for 1 in y:
for x() in y:
for x in y print
def f
def f()
def f(:
def f(x
def f(x y):
def f(1):
def f(*):
def f(*, **k):
def f(**k, x):
def f(**k, *a):
def f(*a, *b):
def f(/):
def f(x, /, y, /):
def f(*a, /):
def f(x=1, y):
def f(x=1, /, y):
def f(x, *, y=1, z): pass
def f(x=): pass
def f(*a=1): pass
def f(**k=1): pass
def f((a, b)): pass
def f(a.b): pass
def f() -> : pass
def 1f(): pass
def class(): pass
lambda x y: 1
lambda x=1, y: 1
lambda *: 1
lambda (x): 1
lambda x
class
class C
class C(:
class C(x y): pass
class 1C: pass
return
try:
try: pass
try: pass; x
except: pass
finally: pass
raise x from
raise x, y
import
import a.
import a as
import a, 
import a as b.c
import a as 1
from a import
from a import b,
from a import (b
from a import (b, c
from a import ()
from a import b as
from a import b as c.d
from import a
from . import
from a import *, b
from a import b.c
global
global x.y
global x y
nonlocal x
nonlocal
del
del f()
del 1
del x + y
del (x, 1)
del *x
del {}
del [a, b()]
del x.y()
assert
assert x,
assert (x
pass x
break
continue
x = yield = 1
x + 1 = 2
x() = 1
x.y() = 1
1 = x
'a' = x
None = 1
True = 1
... = 1
[] + 1 = 2
(a, 1) = x
[a, f()] = x
{a: 1} = x
{a} = x
f"{x}" = 1
-x = 1
x if y else z = 1
x < y = 1
not x = 1
lambda: x = 1
[x for x in y] = 1
(x for x in y) = 1
x and y = 1
a = b = 1 = c
a, b += 1
(a) += 1; [a] += 1
f() += 1
1 += x
a + b += 1
"x" += 1
x := 1
(x := 1, y = 2)
x = y := 1
(x.y := 1)
(x[0] := 1)
(1 := 2)
f(x = 1, y := 2, z)
f(1 = 2)
f(a.b = 1)
f(a() = 1)
f(True = 1)
f(x=1, 2)
f(**k, 1)
f(**k, *a)
f(x=1, x=2)
f(x for x in y, 1)
f(1, x for x in y)
f(x for x in y for)
f(*)
f(**)
f(a, , b)
f(,)
f(a,,)
f(=1)
f(a=)
f(a.b c)
x.
x.1
x..y
x[
x[]
x[1
x[1:2:3:4]
x[1, ]
x[a b]
x = *y
*x
*x = y
*x, *y = z
a, *b, *c = d
print(*)
*a
(*a)
[*]
{**}
{**a for a in b}
{*a: 1}
{a: *b}
{a: **b}
{a:}
{a: 1, b}
{1, 2: 3}
{a: 1, **}
{a: 1, *b}
{:}
[x for]
[x for x]
[x for x in]
[for x in y]
[x for x in y if]
[x for x in y else z]
[x, y for x in z]
[*x for x in y]
(x, y for x in z)
{x: y for x}
x if y
x if y else
x if else y
x if y = 1 else z
if x else y
x or
x and and y
not
x not y
x is is y
x in in y
x not is y
x <> y
x =! y
x ! y
x ++
++
x + * y
x ** 
x === y
x != = y
x || y
x && y
!x
x ? y : z
x -> y
@
@x
@x y
with
with x
with x as
with x as 1: pass
with x as f(): pass
with (x as y: pass
with x as y z: pass
with x, : pass
with (x, y z): pass
match x
match x:
case x: pass
type X
type X =
type 1 = 2
0777
0x
0xg
0b2
0o8
1__0
1_
1e
1e+
1.5.5
1a
1_a
0_x
1.e
123abc
0b12
09.x
'abc
"abc
'abc" 
"""abc
'\x'
'\u12'
'\N{foo}'
b'\x1'
b'é'
'a' b'b'
ur''
x = $
x = ?
x = `y`
x = “y”
x = 1 – 2
x = €
\
\ x
x \ y
x = 1 \ 
  x
 x = 1
x = 1;; y
;
:
,
.
=
)
]
}
->
:=
yield
yield x
None.x = 1; True = 2
print >> x, y z
class C: x = 
for x in range(10) if x: pass
import a.b.c d
from a import b c
with open(x) as f, open(y) as g z: pass
lambda: (yield) = 1
def f(): x y
if 1: else: pass
if 1: pass else: pass
while 1: pass; break x
x = {1, 2, 3
x = {'a': 1, 'b' 2}
x = ['a' 'b' c]
x = (1, 2 3)
call(arg1, arg2 arg3)
print(f'{x y}')
f'{x!}'
f'{}'
f'{x:{y z}}'
f'{'
f'}'
f'{a b'
'''
for source in sources.strip('\n').split('\n'):
    try:
        compile(source, 'table', 'exec')
        print(repr(source), 'compiles')
    except SyntaxError as e:
        print(repr(source), '|', '' if type(e) is SyntaxError else type(e).__name__, e.msg,
              (e.lineno, e.offset, e.end_lineno, e.end_offset))
