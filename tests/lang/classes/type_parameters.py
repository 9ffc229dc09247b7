# tests/lang/classes/type_parameters.py -- [T] on def and class, the type statement
def first[T](xs: list[T]) -> T: return xs[0]
print(first([1, 2]), first.__type_params__, first.__name__)
class Box[T, *Ts, **P]:
    def __init__(self, v: T): self.v = v
    def get[U](self, default: U) -> T | U: return self.v
b = Box(5)
print(b.get(1), Box.__type_params__, Box[int, str, [int]].__origin__ is Box)
type Pair[A] = tuple[A, A]
type Num = int | float
print(Num, Num.__value__, Pair.__name__, Pair.__type_params__, type(Num).__name__)
def bounded[T: int](x: T): return T.__bound__, T.__name__
print(bounded(1))
type = 5
print(type + 1)
del type
type X = undefined_until_asked
print(X.__name__)
try:
    X.__value__
except NameError as error:
    print(error)
class Sub[T](list[T]): pass
print(Sub([1, 2]), Sub.__orig_bases__[0].__origin__)
def outer[T]():
    def inner(x: T): return T
    return inner
print(outer()(1), type(outer.__type_params__[0]).__name__)
