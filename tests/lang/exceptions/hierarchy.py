# tests/lang/exceptions/hierarchy.py -- the classes of the standard hierarchy, their text
def tree(c, depth=0, seen=set()):
    if c.__module__ != 'builtins' or c in seen: return
    seen.add(c)
    print('  ' * depth + c.__name__, [b.__name__ for b in c.__bases__[1:]] or '')
    for s in sorted(c.__subclasses__(), key=lambda k: k.__name__): tree(s, depth + 1)
tree(BaseException)
for e in (ValueError(), ValueError('a'), ValueError('a', 2), KeyError('k'), KeyError(),
          KeyError(1, 2), OSError(2, 'No such'), OSError(2, 'No such', 'file'), OSError('x'),
          OSError(1, 'a', 'b', None, 'c'),
          FileNotFoundError(2, 'm'), StopIteration(5), StopIteration(), SystemExit(3),
          SystemExit(), SystemExit('bye'), ImportError('m', name='n', path='p'),
          NameError('x', name='nm'), AttributeError('a', name='b', obj=5),
          UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'),
          UnicodeEncodeError('ascii', 'é', 0, 1, 'bad'), UnicodeTranslateError('é', 0, 1, 'bad'),
          SyntaxError('m', ('f', 1, 2, 'text')), SyntaxError('m'), IndentationError(),
          ZeroDivisionError('z'), Exception((1, 2)), Exception([1]), Exception(None),
          BaseException('b', 'c'), AssertionError('x'), RecursionError(),
          ExceptionGroup('g', [ValueError(1)])):
    print(repr(e), '|', str(e), '|', e.args)
o = OSError(2, 'msg', 'f.txt')
print(type(o).__name__, o.errno, o.strerror, o.filename, type(OSError(13, 'x')).__name__,
      type(OSError(17, 'x')).__name__, type(OSError(9999, 'x')).__name__, IOError is OSError,
      EnvironmentError is OSError)
print(StopIteration(1, 2).value, SystemExit((1, 2)).code, ImportError('a', name='b').name,
      NameError('x', name='y').name, AttributeError('a', name='b', obj=1).obj, KeyError('a').args)
s = SyntaxError('msg', ('file', 3, 4, 'source', 3, 9))
print(s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s)
u = UnicodeDecodeError('utf-8', b'ab\xff', 2, 3, 'why')
print(u.encoding, u.object, u.start, u.end, u.reason)
class My(Exception):
    def __str__(self): return 'my text'
class Two(ValueError, KeyError): pass
print(My(1, 2), repr(My(1)), repr(Two('t')), issubclass(Two, LookupError),
      isinstance(Two(), ValueError))
e = ValueError('a')
e.extra = 1
print(vars(e), e == ValueError('a'), hash(e) == hash(e), bool(e), ValueError('x', *'yz').args)
for f in (lambda: ValueError(a=1), lambda: UnicodeDecodeError('x'), lambda: ImportError(foo=1),
          lambda: BaseException.__new__(int), lambda: OSError(a=2), lambda: KeyError('x')['x']):
    try: f()
    except TypeError as error: print(error)
