# tests/lib/hints.py -- typing
import typing
from typing import *
T = TypeVar('T')
class Box(Generic[T]):
    item: 'T'
    def get(self, default: Optional[int] = None) -> 'list[T]': ...
print(List[int], Dict[str, 'x'], Optional[int], Union[int, str, int], Callable[[int], str], Tuple[int, ...])
print(Box[int], Box[int].__args__, get_origin(Box[int]), get_args(Literal['a', 1]), Annotated[int, 'm'])
print(get_type_hints(Box.get), get_type_hints(Box))
class P(NamedTuple):
    x: int
    y: str = 'y'
print(P(1), P.__annotations__, P._field_defaults)
class Movie(TypedDict, total=False):
    title: Required[str]
    year: int
print(Movie(title='t'), Movie.__required_keys__, Movie.__optional_keys__)
@runtime_checkable
class Closes(Protocol):
    def close(self): ...
class File:
    def close(self): ...
print(isinstance(File(), Closes), isinstance(1, Closes), issubclass(File, Closes))
UserId = NewType('UserId', int)
print(UserId(5), UserId, cast(str, 3), Any, Never, ClassVar[int], Final[str])
try: Union[()]
except TypeError as error: print(error)
