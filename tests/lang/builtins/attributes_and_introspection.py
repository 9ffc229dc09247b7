# tests/lang/builtins/attributes_and_introspection.py -- getattr, setattr, hasattr, delattr, vars
class A:
    x = 1
    def m(self): pass
    @property
    def bad(self): raise ValueError('property')
    @property
    def att(self): raise AttributeError('hidden')
a = A()
print(getattr(a, 'x'), getattr(a, 'zz', 5), getattr(a, 'att', 'default'), hasattr(a, 'x'),
      hasattr(a, 'zz'), hasattr(a, 'att'), getattr(5, 'real'), getattr(a, 'm').__name__)
setattr(a, 'y', 2); setattr(a, 'not an identifier', 3); setattr(A, 'z', 4)
print(vars(a), a.z, getattr(a, 'not an identifier'))
delattr(a, 'y')
for f in (lambda: getattr(a, 'zz'), lambda: hasattr(a, 'bad'), lambda: getattr(a, 'bad', 1),
          lambda: delattr(a, 'y'), lambda: setattr(a, 'att', 1), lambda: getattr(a, 5),
          lambda: vars(5), lambda: vars(a, 1), lambda: delattr(A, 'nope'),
          lambda: getattr(A, 'nope'), lambda: setattr(5, 'x', 1), lambda: getattr(a, 'a' * 3)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print([n for n in dir(a) if not n.startswith('_')], [n for n in dir(A) if not n.startswith('_')],
      sorted(vars(A).keys() - {'__dict__', '__weakref__', '__firstlineno__',
                               '__static_attributes__'}))
print(type(a) is A, type(a).__name__, isinstance(a, A), a.__class__, A.__class__, A.__dict__['x'],
      A.__module__, A.__qualname__, A.__firstlineno__, A.__static_attributes__)
print(callable(a), callable(A), callable(a.m), hash(a) == hash(a), id(a) == id(a),
      a.__dict__ is vars(a), object.__getattribute__(a, 'x'))
print(hash('') == hash(b''), hash(1) == hash(1.0) == hash(True), hash(0), hash(-1),
      hash(None) == hash(None), hash(2 ** 100), hash(1.5), hash(float('inf')), hash(1j),
      hash((1, 2)), hash(frozenset({1})), hash(range(3)) == hash(range(3)))
print(chr(97), chr(0x1f600), ord('a'), ord('😀'), ord(b'a'), bin(5), oct(8), hex(255), ascii('é'),
      abs(-3), abs(-2.5), abs(3 + 4j), round(2.567, 1), divmod(7, 2), pow(2, 5), repr('a'),
      format(3.14159, '.2f'))
print(bool(), int(), float(), complex(), str(), bytes(), bytearray(), list(), tuple(), dict(),
      set(), frozenset(), object().__class__)
import builtins
names = [n for n in dir(builtins) if n[0].islower()]
print(names)
print(len, print.__name__, builtins.len is len, __builtins__ is builtins, __name__,
      __file__.endswith('introspection.py'), __doc__, __debug__, __package__, __spec__)
print(print('returns'), print(), print('a', 'b', sep='-', end='!\n'),
      print(1, [2], None, sep=', '), print(*'abc', sep=''), print('x', end=''), print(end='\n'))
import sys
print('to stdout', file=sys.stdout, flush=True)
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
w = W()
print('a', 1, sep='|', file=w)
print(w.parts)
print(__import__('math').pi, globals()['a'] is a, 'a' in locals())
