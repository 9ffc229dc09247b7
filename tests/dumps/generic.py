# tests/dumps/generic.py -- type parameters, aliases, annotations
type Pair[T] = tuple[T, T]


def first[T: int](pair: Pair[T], count: int = 1) -> T:
    return pair[0]


class Box[T]:
    item: T
