# tests/lang/functions/attributes.py -- names, docs, code, defaults, dict of functions and methods
def f(a, b=2, *c, d, e=5, **g):
    """First line.

    More.
    """
    x = a
    return x
print(f.__name__, f.__qualname__, f.__module__, repr(f.__doc__), f.__defaults__, f.__kwdefaults__,
      f.__annotations__, f.__dict__)
code = f.__code__
print(code.co_name, code.co_varnames, code.co_nlocals, code.co_argcount, code.co_kwonlyargcount,
      code.co_freevars, code.co_cellvars)
print(code.co_firstlineno, code.co_filename.endswith('attributes.py'), code.co_flags & 0x0c,
      type(code).__name__, code.co_qualname)
f.__name__ = 'renamed'
f.__doc__ = None
f.__qualname__ = 'Q.renamed'
print(f.__name__, f.__doc__, repr(f)[:20], f.__globals__ is globals())
f.__code__ = (lambda a, b: ('swapped', a, b)).__code__
print(f(1))
for attr, value in (('__name__', 5), ('__code__', 5), ('__defaults__', 5), ('__kwdefaults__', 5),
                    ('__dict__', 5), ('__globals__', {}),
                    ('__closure__', ()), ('__qualname__', None)):
    try:
        setattr(f, attr, value)
        print('set', attr)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
def gen(): yield
print(gen.__code__.co_flags & 0x20, (lambda: 0).__name__, (lambda: 0).__doc__)
class C:
    def m(self): "method doc"
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
o = C()
print(o.m.__name__, o.m.__doc__, o.m.__self__ is o, o.m.__func__ is C.m, C.c.__self__ is C,
      C.s is o.s, o.m == o.m, o.m is o.m)
print(type(o.m).__name__, type(C.m).__name__, type(C.__dict__['c']).__name__,
      type(C.__dict__['s']).__name__, o.m.__qualname__)
try:
    o.m.attr = 1
except AttributeError as error:
    print(error)
C.m.attr = 'on function'
print(o.m.attr, hash(o.m) == hash(o.m), C().m == o.m)
print(len.__name__, len.__self__.__name__, [].append.__name__, str.upper.__name__, len.__module__,
      type(len), type([].append), type(str.upper))
print(repr(len), repr(str.upper), repr(print), repr([].__add__)[:40], type([].__add__).__name__,
      type(int.__add__).__name__, repr(int.__add__))
import types
g = types.FunctionType((lambda x, y: x + y + z).__code__, {'z': 100}, 'made', (5,))
print(g(1), g.__name__, g.__defaults__)
bound = types.MethodType(lambda self, n: (self, n), 'me')
print(bound(1), bound.__self__)
