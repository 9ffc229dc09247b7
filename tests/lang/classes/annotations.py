# tests/lang/classes/annotations.py -- annotations on names, attributes, parameters
x: int = 1
y: str
z: list[int] = []
print(__annotations__, 'y' in globals())
class C:
    a: int
    b: 'forward' = 2
    c: print('evaluated') = 3
    __private: int = 1
    def __init__(self):
        self.v: print('attribute annotations are evaluated here too') = 5
        local: print('but those of locals are not') = 6
        self.w: int
        print(local, vars(self))
C()
print(C.__annotations__, hasattr(C, 'a'), C.b)
def f(a: int, /, b: 'str' = 1, *args: tuple, k: 1 + 1, **kw: None) -> [1]: pass
print(f.__annotations__, (lambda x: x).__annotations__)
class D(C):
    e: float
print(D.__annotations__)
(p): int = 4
print(p, 'p' in __annotations__)
l, d = [0], {}
l[0]: int = 7
d['k']: str = 'v'
d['nothing']: print('subscript annotation')
print(l, d)
def g():
    undefined_name_is_fine: no_such_name = 1
    only: no_such_name
    try:
        only
    except UnboundLocalError as error:
        return str(error)
print(g())
for source in ('q: undefined', 'def h(a: undefined): pass', 'class E:\n  m: undefined'):
    try:
        exec(source)
    except NameError as error:
        print(error)
for source in ('x, y: int', '(x, y): int = 1, 2', '[x]: int', 'f(): int', '1: int',
               'x: int, y: str', 'x: int += 1', 'def f():\n  global q\n  q: int', '*x: int',
               'x: y: z',
               'x: int = yield', 'lambda x: int: x', 'x: (yield)', 'class C:\n x: (y := 1)',
               'for x: int in y: pass', 'with a as b: int: pass', 'x: *y = 1'):
    try:
        compile(source, 's', 'exec')
        print(repr(source), 'compiles')
    except SyntaxError as error:
        print(repr(source), error.msg)
print(list[int], dict[str, int], int | None, tuple[int, ...], list[int].__origin__,
      list[int].__args__, isinstance(1, int | str), int | str == str | int)
from typing import Optional, Any, Callable, TypeVar, Generic, NamedTuple, Union, Iterator
from typing import List, Protocol, cast, TYPE_CHECKING
T = TypeVar('T')
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: list[T] = []
    def push(self, item: T) -> 'Stack[T]':
        self.items.append(item)
        return self
class Pt(NamedTuple):
    x: int
    y: int = 0
print(Stack[int]().push(1).items, Pt(1), Pt(1, 2)._asdict(), cast(int, 'x'), TYPE_CHECKING,
      Pt.__annotations__, Pt._field_defaults)
