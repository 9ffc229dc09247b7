# tests/lang/operators/user_defined.py -- binary dunders: normal, reflected, in place
names = 'add sub mul truediv floordiv mod pow matmul lshift rshift and or xor'.split()
signs = '+ - * / // % ** @ << >> & | ^'.split()

def method(name):
    def call(self, other):
        return f'{type(self).__name__}.{name}({other!r})'
    return call

class Base:
    def __repr__(self): return type(self).__name__

class Left(Base): pass
class Right(Base): pass
class InPlace(Base): pass
class Both(Left): pass

for name in names:
    setattr(Left, f'__{name}__', method(f'__{name}__'))
    setattr(Right, f'__r{name}__', method(f'__r{name}__'))
    setattr(InPlace, f'__i{name}__', method(f'__i{name}__'))
    setattr(Both, f'__r{name}__', method(f'__r{name}__'))
for sign in signs:
    for a, b in ((Left(), 1), (1, Right()), (Left(), Right()), (Right(), 1), (1, Left()),
                 (Left(), Both()), (Base(), Right())):
        try:
            print(repr(a), sign, repr(b), '->', eval(f'a {sign} b'))
        except TypeError as error:
            print(error)
    x = InPlace()
    scope = {'x': x, 'y': Left()}
    exec(f'x {sign}= 1\ny {sign}= 2', scope)
    print(scope['x'], scope['y'])

class Never:
    def __add__(self, other): return NotImplemented
    def __radd__(self, other): return NotImplemented
    def __iadd__(self, other): return NotImplemented
    def __eq__(self, other): return NotImplemented
    def __lt__(self, other): return NotImplemented

n = Never()
for source in ('n + 1', '1 + n', 'n + n', 'n < 1', '1 > n', 'n == 1', 'n != 1', 'n == n', 'n < n'):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, error)
try:
    n += 1
except TypeError as error:
    print(error)
Never.__rsub__ = None
try:
    1 - n
except TypeError as error:
    print(error)
