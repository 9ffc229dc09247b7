# tests/lang/classes/descriptors.py -- the protocol: data and non-data descriptors, order of lookup
class Log:
    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)
        self.name = name
    def __get__(self, obj, cls=None):
        return f'get {self.name} {obj is not None} {cls.__name__}'
class Data(Log):
    def __set__(self, obj, value): print('set', self.name, value)
    def __delete__(self, obj): print('delete', self.name)
class SetOnly:
    def __set__(self, obj, value): obj.__dict__['so'] = value * 2
class C:
    non = Log()
    data = Data()
    so = SetOnly()
c = C()
print(c.non, C.non, c.data, C.data)
c.__dict__.update(non='instance', data='instance', so='inst')
print(c.non, c.data, c.so)
c.non, c.data, c.so = 1, 2, 3
print(vars(c))
del c.data
del c.non
print(c.non)
try:
    del c.so
except AttributeError as error:
    print(error)
C.data = 'replaced'
print(c.data)
class Fn:
    def __get__(self, obj, cls): return lambda *a: (obj is None, a)
class D:
    f = Fn()
    __len__ = Fn()
print(D().f(1), D.f(2), D().__len__())
class Order:
    def __getattribute__(self, name):
        print('getattribute', name, end=' ')
        return super().__getattribute__(name)
    def __getattr__(self, name): return f'fallback {name}'
    x = 1
o = Order()
o.y = 2
print(o.x, o.y, o.z)
class Setter:
    def __setattr__(self, name, value):
        print('setattr', name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print('delattr', name)
        object.__delattr__(self, name)
s = Setter()
s.a = 1
s.a += 1
del s.a
try:
    del s.a
except AttributeError as error:
    print(error)
class Bad:
    def __set_name__(self, owner, name): raise ValueError('no name')
try:
    class E:
        b = Bad()
except ValueError as error:
    print(error, error.__notes__)
class Raiser:
    def __get__(self, o, t): raise AttributeError('from get')
class F:
    r = Raiser()
    def __getattr__(self, n): return 'rescued ' + n
print(F().r)
try:
    F.r
except AttributeError as error:
    print(error)
class Meta(type):
    prop = property(lambda cls: f'meta {cls.__name__}')
    both = property(lambda cls: 'meta wins')
    weak = 'meta'
class G(metaclass=Meta):
    both = 'class'
    weak = 'class'
print(G.prop, G.both, G.weak, hasattr(G(), 'prop'), G().both)
print(C.__dict__['non'].__get__(None, C), type(C.__dict__['non']).__name__,
      str.__dict__['upper'].__get__('abc')())
method = D.__dict__
print(type(method).__name__, 'f' in method)
try:
    method['x'] = 1
except TypeError as error:
    print(error)
