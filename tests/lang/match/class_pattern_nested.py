# a class pattern whose attributes' code comes back to the same pattern, with other classes
class Node:
    __match_args__ = 'left', 'right'

    def __init__(self, left, right):
        self._left, self.right = left, right

    @property
    def left(self):
        if isinstance(self._left, list):
            return [look(item, kind) for item, kind in self._left]
        return self._left


def make(i):
    class Other(Node):
        pass
    Other.__name__ = f'Other{i}'
    return Other


def look(x, kind):
    match x:
        case kind(left, right):
            return type(x).__name__, left, right
        case _:
            return 'none', type(x).__name__


for i in range(40):
    kinds = [make(j) for j in range(10)]
    inner = [(kind(j, j), kinds[(j * 7 + i) % 10]) for j, kind in enumerate(kinds)]
    inner += [(kind(j, j), kind) for j, kind in enumerate(kinds)]
    found = look(Node(inner, 'outer'), Node)
    if i % 13 == 0:
        print(found)
    for kind in kinds:
        found = look(kind(inner, i), kind)
    if i % 13 == 0:
        print(found)
