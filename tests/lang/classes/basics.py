# tests/lang/classes/basics.py -- class bodies, attributes, instances, bound methods
class A:
    "doc of A"
    n = 1
    def __init__(self, v=0): self.v = v
    def get(self): return self.v
    def set(self, v):
        self.v = v
        return self
    alias = get
    print('body runs', __name__ if __name__ != '__main__' else 'main', __qualname__)
    for i in range(2): n += i
    if n: extra = 'yes'
a, b = A(), A(v=5)
print(a.get(), b.get(), a.set(3).alias(), A.get(b), A.n, a.n, A.i, A.extra, A.__doc__, A.__name__,
      A.__module__)
a.n = 10
print(a.n, A.n, vars(a), b.n, a.__class__ is A, type(a) is A, isinstance(a, A), A.__bases__,
      A.__base__)
del a.n
print(a.n, hasattr(a, 'zz'), getattr(a, 'zz', 'default'))
setattr(a, 'dyn amic', 1)
print(a.__dict__, [k for k in vars(A) if not k.startswith('__')])
class B(A): pass
class C(B):
    def get(self): return 'C' + str(super().get())
    def __init__(self):
        super().__init__(7)
        self.w = 8
c = C()
print(c.get(), vars(c), issubclass(C, A), issubclass(C, (int, A)), isinstance(c, (str, B)),
      C.__mro__ == (C, B, A, object))
A.late = lambda self: ('late', self.v)
print(c.late(), a.late())
A.n = 99
print(c.n, C.n)
c.__class__ = A
print(type(c).__name__, c.get())
print(repr(A)[-4:], repr(A().get)[:15], str(A), type(A), type(type), A.__subclasses__(),
      object.__subclasses__ is not None)
class Empty: ...
e = Empty()
e.f = lambda: 'no self'
print(e.f(), vars(e).keys(), Empty.__doc__, bool(e), e == e, e != Empty(), e in [e],
      hash(e) == hash(e))
for action in ('a.missing', 'A.missing', 'a.missing()', 'del a.missing', 'A.get()', 'a.get(1)',
               'A(1, 2)', 'A(w=1)', 'object().x', 'object().x = 1',
               'e()', 'e[0]', 'e + 1', 'len(e)', 'for _ in e: pass', 'e.__dict__ = 5',
               'a.__class__ = int', 'A.__name__ = 5', 'int.x = 1', 'A.__bases__ = ()', 'e < e',
               'class D(5): pass', 'class D(A, A): pass', 'class D(bool): pass',
               'class D(A, object, A): pass', 'class D(object, A): pass', 'del A.nothing',
               'with e: pass'):
    try:
        exec(action)
        print(action, 'fine')
    except Exception as error:
        print(action, '->', type(error).__name__, error)
def factory(n):
    class Local:
        size = n
        def method(self): return __class__.__qualname__, n
    return Local
print(factory(3)().method(), factory(1).size, factory(1) is factory(1))
