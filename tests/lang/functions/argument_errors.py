# tests/lang/functions/argument_errors.py -- the words for every wrong call
def a(): pass
def b(x): pass
def c(x, y=2): pass
def d(x, /, y): pass
def e(x, y, z): pass
def f(x, *, k): pass
def g(*, k, m, n=1): pass
def h(x, y=1, *args, k, **kw): pass
def i(p, q, /): pass
def j(p, q=1, /, r=2): pass
def k(a, b, c, d, e=5): pass
class C:
    def method(self, x): pass
    def nothing(): pass
    @classmethod
    def cm(cls, x): pass
    @staticmethod
    def sm(x): pass
    def __init__(self, v=1): pass
    def __call__(self, only): pass
class D: pass
class E:
    def __new__(cls, x): return super().__new__(cls)
o = C()
five, text, none, list_ = 5, 'a', None, [1]
calls = '''
a(1)
a(1, 2)
a(x=1)
a(*[1, 2, 3])
b()
b(1, 2)
b(1, x=1)
b(y=1)
b(1, y=2)
b(*(), **{})
c()
c(1, 2, 3)
c(y=1)
c(1, 2, y=3)
d(1)
d(x=1, y=2)
d(1, 2, x=3)
d(y=2)
e()
e(1)
e(1, 2)
e(1, z=2)
e(1, 2, 3, 4, 5)
e(1, 2, 3, w=4)
f(1)
f()
f(1, 2)
f(1, 2, k=3)
f(k=1)
f(1, k=1, j=2)
g()
g(1)
g(1, 2, k=1, m=2)
g(k=1)
g(k=1, m=2, z=3)
h()
h(1, 2, 3)
h(1, x=1, k=2)
i(1)
i(p=1, q=2)
i(1, q=2)
j()
j(1, q=2)
j(p=1)
j(1, 2, 3, 4)
k()
k(1)
k(1, 2)
k(1, 2, 3)
k(1, 2, 3, 4, 5, 6)
o.method()
o.method(1, 2)
o.method(1, x=1)
o.nothing()
C.method()
C.method(1)
C.cm()
C.cm(1, 2)
o.sm()
C.sm(1, 2)
C(1, 2)
C(w=1)
o()
o(1, 2)
D(1)
D(x=1)
E()
E(1, 2)
(lambda x: x)()
(lambda: 0)(1)
b(**{'x': 1, 'y': 2})
b(*[1], **{'x': 1})
b(**{1: 2})
b(x=1, **{'x': 2})
b(**5)
b(*5)
b(1, *None)
c(1, kx=3)
h(1, k=1, **{'k': 2})
five()
text(1)
none()
list_(0)
a.missing()
'''
for line in calls.split('\n')[1:-1]:
    try:
        eval(line)
        print(line, 'was fine')
    except Exception as error:
        print(line, '->', type(error).__name__, error)
