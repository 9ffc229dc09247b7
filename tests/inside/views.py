# tests/inside/views.py -- what inside draws of objects, and that it fits 80 columns
import inside
from array import array


def show(view):
    text = str(view)
    assert max(map(len, text.splitlines())) <= 80, text
    view.as_json()
    print(text)
    print()


class Point:
    def __init__(self, x):
        self.x = x


shared = [1, 2.5, 'x']
table = {'key': shared}
twice = [shared, shared]
kept = (shared,)


def outer():
    seen = shared

    def inner():
        return seen
    show(inside.holders(shared))
    return inner


closure = outer()
show(inside.holders(shared))
point = Point(shared)
members = {Point}
show(inside.holders(shared))
show(inside.holders(7))
assert 'immortal' in str(inside.holders(None))
for value in (twice, table, point, 5, 2.5, kept):
    show(inside.layout(value))
for value in (shared, 2.5, 'x', (1, 2), 3, 2 ** 70):
    view = inside.header(value)
    show(view) if not view.data['fields'] else None
    print([(row['name'], row['offset'], row['size'], row['value']) for row in view.data['fields']
           if row['name'] not in ('flags', 'items', 'hash')])
numbers = memoryview(array('i', range(6)))
odd = numbers[1:6:2]
octets = numbers.cast('B')[3:7]
view = inside.window(numbers)
assert max(map(len, str(view).splitlines())) <= 80
print(sorted((row['format'], row['items']) for row in view.data['views']))
show(inside.window(bytearray(b'alone')))
copy = twice[:]
deep = [shared[:], shared[:]]
show(inside.share(twice, copy, deep))
show(inside.share(1, 'x'))
del view
cycle = []
cycle.append(cycle)
inside.cycles()
del cycle
view = inside.cycles()
print(view.data['types'].count('list') > 0)
