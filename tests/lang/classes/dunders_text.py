# tests/lang/classes/dunders_text.py -- repr, str, format, bytes, dir, sizeof-like conversions
class A:
    def __repr__(self): return 'A()'
class B(A):
    def __str__(self): return 'a B'
class C(B):
    def __format__(self, spec): return f'<C {spec!r}>'
class D:
    def __bytes__(self): return b'd!'
    def __int__(self): return 4
    def __float__(self): return 4.5
    def __complex__(self): return 4j
    def __bool__(self): return False
    def __dir__(self): return ['z', 'a']
    def __hash__(self): return 11
    def __fspath__(self): return '/p'
for o in (A(), B(), C()):
    print(repr(o), str(o), f'{o}', f'{o!r}', f'{o!s:>8}', '%s %r' % (o, o),
          '{} {!r} {!s}'.format(o, o, o), [o], (o,), {'k': o}, {o: 1} == {o: 1})
print(f'{C():>10}', format(C(), 'x'), format(C()), '{:abc}'.format(C()))
d = D()
print(bytes(d), int(d), float(d), complex(d), bool(d), dir(d), hash(d))
for f in (lambda: format(A(), 'x'), lambda: f'{A():>5}', lambda: format(object(), 'd'),
          lambda: '%d' % A(), lambda: int(A()), lambda: bytes(A()), lambda: float('x')):
    try:
        print(f())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for name in ('__repr__', '__str__', '__format__', '__bytes__', '__int__', '__float__',
             '__complex__', '__bool__', '__hash__', '__len__', '__index__', '__iter__', '__dir__'):
    Bad = type('Bad', (), {name: lambda self, *a: None if name != '__dir__' else 5})
    b = Bad()
    for fn in (repr, str, format, bytes, int, float, complex, bool, hash, len, hex, iter, dir):
        if fn.__name__ in name or (name, fn) in (('__index__', hex), ('__str__', str)):
            try:
                print(name, fn.__name__, repr(fn(b))[:10])
            except TypeError as error:
                print(name, fn.__name__, error)
class S(str):
    def __repr__(self): return 'S!'
    def __str__(self): return 'S str'
print(S('x'), [S('x')], f'{S("x")}', '%s' % S('x'), S('x') + '', str(S('x')), ''.join([S('x')]),
      '{}'.format(S('x')))
class I(int):
    def __repr__(self): return 'I!'
    def __str__(self): return 'I str'
print(I(5), [I(5)], f'{I(5)}', f'{I(5):d}', '%d %s' % (I(5), I(5)), str(I(5)), I(5) + 0,
      f'{I(5):>6}')
class Rec:
    def __repr__(self): return f'Rec({self.me!r})' if not hasattr(self, 'stop') else '...'
r = Rec()
r.me = [1]
print(r)
l = [1]
l.append(l)
t = (l,)
dd = {}
dd['self'] = dd
print(l, t, dd, [dd, l])
