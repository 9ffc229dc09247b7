# tests/lang/classes/metaclasses.py -- type(), metaclass=, __prepare__, __call__, keywords
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'injected': 1}
    def __new__(mcls, name, bases, ns, **kw):
        print('new', name, [k for k in ns if not k.startswith('__')], kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', cls.__name__, a, k)
        return super().__call__(*a, **k)
    def __getitem__(cls, k): return f'{cls.__name__}[{k}]'
    def __len__(cls): return 3
    def __contains__(cls, x): return x == 1
    def __iter__(cls): return iter('abc')
    def __repr__(cls): return f'<{cls.__name__}>'
    def method(cls): return cls.__name__
class A(metaclass=Meta, flag=True):
    x = injected
    def __init__(self, v=1): self.v = v
a = A(5)
print(a.v, A.x, A['k'], len(A), 1 in A, list(A), A, A.method(), type(A), hasattr(a, 'method'))
class B(A): pass
print(type(B), B.__mro__, isinstance(B, Meta))
T = Meta('T', (A,), {'y': 2})
print(T.y, T().v)
class Sub:
    kinds = []
    def __init_subclass__(cls, /, kind='none', **kw):
        super().__init_subclass__(**kw)
        cls.kinds.append((cls.__name__, kind))
class S1(Sub, kind='one'): pass
class S2(S1): pass
print(Sub.kinds)
for source in ('class X(Sub, wrong=1): pass', 'class X(foo=1): pass', 'class X(metaclass=5): pass',
               'class M2(type): pass\nclass X(A, metaclass=M2): pass',
               'type("X", (), {}, a=1)', 'class X(metaclass=lambda *a: a): pass\nprint(X[0], X[1])',
               'type("X\\0", (), {})',
               'class X(*[Sub], **{"kind": "star"}): pass\nprint(X.kinds[-1])'):
    try:
        exec(source)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class Single(type):
    one = {}
    def __call__(cls, *a):
        if cls not in cls.one: cls.one[cls] = super().__call__(*a)
        return cls.one[cls]
class Conf(metaclass=Single): pass
print(Conf() is Conf())
class Inst(type):
    def __instancecheck__(cls, x): return x == 5
    def __subclasscheck__(cls, c): return c is int
class Five(metaclass=Inst): pass
print(isinstance(5, Five), isinstance(6, Five), issubclass(int, Five), issubclass(str, Five),
      isinstance(Five(), Five))
class Reg(type):
    def __setattr__(cls, n, v):
        print('set', n)
        super().__setattr__(n, v)
    def __getattr__(cls, n): return f'class attr {n}'
class R(metaclass=Reg): pass
R.z = 1
print(R.z, R.unknown)
P = type('P', (object,), {'__init__': lambda s, v: setattr(s, 'v', v), 'double': lambda s: s.v * 2,
                          '__doc__': 'made'})
print(P(4).double(), P.__doc__, P.__name__, P.__module__, type(5), type(type(5)))
class Entry:
    def __mro_entries__(self, bases): return (Sub,)
class FromEntry(Entry()): pass
print(FromEntry.__bases__, FromEntry.__orig_bases__[0].__class__.__name__)
class Gen:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(Gen[int], Gen[1, 2])
