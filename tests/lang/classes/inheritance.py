# tests/lang/classes/inheritance.py -- C3 order, cooperative super, diamonds, conflicts
class O:
    def who(self): return ['O']
class A(O):
    def who(self): return ['A'] + super().who()
class B(O):
    def who(self): return ['B'] + super().who()
class C(A, B):
    def who(self): return ['C'] + super().who()
class D(B):
    def who(self): return ['D'] + super(D, self).who()
class E(C, D):
    def who(self): return ['E'] + super().who()
print(E().who(), [k.__name__ for k in E.mro()], C().who())
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
for bases in ((XY, YX), (X, XY), (object, X), (int, str), (X, X)):
    try:
        print(type('T', bases, {}).__mro__)
    except TypeError as error:
        print(error)
class F: 
    def m(self): return 'F'
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return 's'
    @property
    def p(self): return 'Fp'
class G(F):
    def m(self): return 'G' + super().m()
    @classmethod
    def c(cls): return 'G' + super().c()
    @staticmethod
    def s(): return 'G' + super(G, G).s()
    @property
    def p(self): return 'G' + super().p
    def zero(self):
        return super().__init__(), super().__class__.__name__, super().m.__self__ is self
    def nested(self): return (lambda: super(G, self).m())(), [super(G, self).m() for _ in '1']
    def gen(self): yield super().m()
    def missing(self): return super().nothing
    def set_(self): super().attr = 1
g = G()
print(g.m(), G.c(), g.c(), G.s(), g.p, g.zero(), g.nested(), list(g.gen()))
for f in (g.missing, g.set_, lambda: super(), lambda: super(int, g), lambda: super(5, g),
          lambda: super(G).m, lambda: super(G, F()).m):
    try:
        print(f())
    except (AttributeError, RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
s = super(G, g)
print(s.__thisclass__.__name__, s.__self__ is g, s.__self_class__.__name__, s.m())
def outside(self): return super().m()
try:
    G.out = outside
    g.out()
except RuntimeError as error:
    print(error)
class Mixin:
    def save(self):
        return f'saved {self.name}'
class Doc(Mixin):
    name = 'doc'
print(Doc().save())
class Base1: 
    x = 1
class Base2: 
    x, y = 2, 2
class Both(Base1, Base2): pass
print(Both.x, Both.y)
Both.__bases__ = (Base2, Base1)
print(Both.x, [k.__name__ for k in Both.__mro__])
class List2(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ('item', super().__getitem__(i))
l = List2([1])
l.append(5)
print(l, l[0], l[-1], len(l), isinstance(l, list), l + [1], type(l + [1]).__name__,
      type(l[:]).__name__, sorted(l))
class Int2(int):
    def __add__(self, o): return Int2(super().__add__(o) + 100)
    def __new__(cls, v): return super().__new__(cls, v)
    def __repr__(self): return f'Int2({int(self)})'
print(Int2(5) + 1, Int2(5) - 1, 1 + Int2(5), sum([Int2(1), Int2(2)]), Int2(3) == 3,
      {3: 'x'}[Int2(3)], [10, 20][Int2(1)])
class Str2(str):
    def __new__(cls, s): return super().__new__(cls, s.upper())
    def twice(self): return self * 2
print(Str2('ab'), Str2('ab').twice(), type(Str2('ab').twice()).__name__, Str2('a') + 'b',
      {'AB': 1}[Str2('ab')])
class Tup(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
print(Tup(1, 2), Tup(1, 2).first, Tup(1) == (1,), hash(Tup(1)) == hash((1,)))
class Dict2(dict):
    def __missing__(self, key): return f'no {key}'
print(Dict2(a=1)['a'], Dict2()['b'], Dict2().get('b'), Dict2(x=1) | {'y': 2})
class Exc(Exception):
    def __init__(self, code): super().__init__(f'code {code}'); self.code = code
try:
    raise Exc(5)
except Exception as e:
    print(repr(e), e.code, e.args)
