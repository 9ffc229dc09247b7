# tests/lang/objects/constants_and_types.py -- None, Ellipsis, NotImplemented, bool, type()
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
nothing = None
t('''
None, ..., NotImplemented, True, False, type(None), type(...), type(NotImplemented), bool(None)
bool(...), str(None), repr(...), None == None, None != 0, None is None, hash(None) == hash(None)
Ellipsis is ...
None < 1
None + 1
nothing()
None.x
nothing[0]
None.__bool__(), None.__eq__(1), None.__class__, (None).__repr__()
True + True, True * 5, -True, True / 2, True == 1.0, hash(True), {True: 'a'}[1], [10, 20][True]
isinstance(True, int), issubclass(bool, int), bool.__mro__, True & 1, True & False, True | 2
True ^ True, int(True), float(True), str(True), repr(False), True.bit_length(), sum([True, True])
True < 2, bool('False'), bool([0]), not None
type(1), type('a'), type(b''), type(1.0), type(1j), type([]), type(()), type({}), type(set())
type(frozenset()), type(range(1)), type(slice(1)), type(len), type(lambda: 0), type(type)
type(int), type((x for x in ())), type(iter([])), type(zip()), type(map(int, []))
type(enumerate([])), type(reversed([])), type({}.keys()), type({}.items()), type(memoryview(b''))
type(property()), type(super), type(object()), type(int.__add__), type(int.from_bytes)
type([].append), type(str.join), type(iter('')), type(iter({})), type(iter(set()))
type(filter(None, [])), type(iter(range(1))), type(iter(())), type(iter(b'')), type(Exception())
type(__builtins__)
isinstance(1, int), isinstance(1, (str, int)), isinstance(1, int | str)
isinstance(None, int | None), issubclass(int, object), issubclass(bool, (str, int))
isinstance(int, type), isinstance(type, object), isinstance(object, type)
isinstance(1, ((str, (int,)),))
isinstance(1, 'int')
isinstance(1, [int])
issubclass(1, int)
issubclass(int, 'x')
isinstance(1, list[int])
int.__name__, int.__mro__, int.__bases__, int.__base__, object.__base__, type.__mro__
int.__module__, int.__qualname__, str.__doc__ is not None, int.__dict__['real'].__class__.__name__
bool.__base__, type(int.__dict__).__name__
int | str, int | None, int | int, (int | str) == (str | int), list[int], dict[str, list[int]]
tuple[int, ...], type[int], list[int] | None, (int | str).__args__
int | 5
''')
for action in ('int.x = 1', 'None.x = 1', '(5).x = 1', '"a".x = 1', '[].x = 1', 'len.x = 1',
               'del int.real', 'None = 1', 'object().x = 1', 'type.x = 1', '(lambda: 0).x = 1',
               'Exception().x = 1', '... .x = 1', 'True.x = 1', 'int.__add__ = 5',
               'range(1).start = 2', '(1).real = 2', 'int.__class__ = 5', '(5).__class__ = str',
               'object.__class__ = 5'):
    try:
        exec(action)
        print(action, 'fine')
    except (TypeError, AttributeError, SyntaxError) as e: print(action, '->', type(e).__name__,
            e if not isinstance(e, SyntaxError) else e.msg)
print(sorted(n for n in dir(object())), len(dir(int)) > 60, 'append' in dir([]),
      dir(None) == dir(type(None)()))
o = object()
print(o == o, o != object(), o in [o], type(o).__name__, isinstance(o, object), o.__class__,
      o.__eq__(5), o.__ne__(o), o.__doc__ is not None, o.__sizeof__() > 0, o.__init__(),
      o.__dir__() != [])
print(callable(print), callable(int), callable(5), callable(lambda: 0), callable([].append),
      id(o) == id(o), id(None) == id(None), o is o)
