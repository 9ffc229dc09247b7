# tests/lang/classes/slots.py -- __slots__: fixed attributes, inheritance, conflicts, weakrefs
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
print(p.x, p.y, P.__slots__, type(P.x).__name__, hasattr(p, '__dict__'))
p.x += 10
del p.y
for action in ('p.z = 1', 'p.y', 'del p.y', 'vars(p)', 'p.__dict__', 'P.x.__set__(5, 1)',
               'P.x.__get__(5)', 'import weakref; weakref.ref(p)'):
    try:
        exec(action)
        print(action, 'fine')
    except Exception as error:
        print(action, '->', type(error).__name__, error)
class Q(P):
    __slots__ = 'z'
class R(P): pass
q, r = Q(1, 2), R(1, 2)
q.z, r.free = 3, 4
print(q.x, q.z, r.free, vars(r), hasattr(q, '__dict__'))
class S:
    __slots__ = ('__dict__', 'a', '__weakref__')
s = S()
s.a, s.b = 1, 2
print(vars(s), s.a)
for name, body in (('dup', {'__slots__': ('a',), 'a': 1}), ('bad', {'__slots__': ('1a',)}),
                   ('num', {'__slots__': (5,)}), ('dd', {'__slots__': ('__dict__', '__dict__')}),
                   ('ok', {'__slots__': ['a', 'b']}), ('empty', {'__slots__': ()}),
                   ('dict', {'__slots__': {'a': 'doc of a'}})):
    try:
        t = type(name, (), body)
        print(name, t.__slots__)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class A1: __slots__ = 'a'
class B1: __slots__ = 'b'
class C1: __slots__ = ()
try:
    class AB(A1, B1): pass
except TypeError as error:
    print(error)
class AC(A1, C1): __slots__ = ()
ac = AC()
ac.a = 1
print(ac.a)
class Priv:
    __slots__ = ('__secret',)
    def __init__(self): self.__secret = 1
print(Priv()._Priv__secret)
try:
    class IntSlots(int): __slots__ = 'a'
except TypeError as error:
    print(error)
class ListSlots(list): __slots__ = ('tag',)
l = ListSlots([1])
l.tag = 't'
print(l, l.tag)
class Name:
    __private = 1
    def __method(self): return self.__private, __class__.__name__
    def call(self): return self.__method()
    class __Inner: pass
    def get(self, o): return o.__x
    __dunder__ = 2
    _ = 3
print(Name().call(), [k for k in vars(Name) if 'rivate' in k or 'method' in k or 'Inner' in k],
      Name.__dunder__)
try:
    Name().get(object())
except AttributeError as error:
    print(error)
