# tests/lang/builtins/argument_order.py -- which complaint comes first, and small print of results
import array
import operator
from collections import UserList, deque


def attempt(*functions):
    for function in functions:
        try:
            print(function())
        except Exception as error:
            print(type(error).__name__, error)


class Index:
    def __index__(self):
        raise KeyError('asked')


class Text(str):
    pass


# a number is asked for its value, even if there is nothing to set
attempt(lambda: operator.setitem('abc', Index(), 1), lambda: operator.delitem((1,), Index()),
        lambda: operator.setitem('abc', 2 ** 70, 1), lambda: operator.delitem(range(3), 'x'),
        lambda: operator.setitem(5, Index(), 1), lambda: operator.delitem(None, 0))
attempt(lambda: operator.setitem(array.array('i', [1]), slice('a'), 5))

# the same text again, where nothing was to be done
for same in Text('abc').format(1), Text('abc') % (), Text('abc') % {}, format(Text('abc'), '.3'), format(Text('abc'), '4'):
    print(type(same).__name__, repr(same))
attempt(lambda: b'%i' % 'a', lambda: '%i' % 'a', lambda: b'%u' % None, lambda: format(1j, '0.99999999999'))

# iterators taken apart, and put at a place
for make in iter, reversed:
    items = [1, 2]
    iterator = make(items)
    print(iterator.__reduce__())
    next(iterator), next(iterator)
    print(iterator.__reduce__(), list(iterator), iterator.__reduce__())
print(reversed([]).__reduce__(), type(iter(Text('abc'))).__name__, type(iter('abc')).__name__)
for state in 1, True, 1.0, None, 'a', 2 ** 70:
    for items in [1, 2, 3], (1, 2, 3), '123', b'123', range(3):
        iterator = iter(items)
        attempt(lambda: (iterator.__setstate__(state), list(iterator)))

attempt(lambda: operator.concat(range(2), range(2)), lambda: operator.concat({}, {}),
        lambda: operator.concat(UserList([1]), [2]), lambda: operator.concat(UserList([1]), 2),
        lambda: operator.concat([1], 2), lambda: operator.concat('a', 1), lambda: operator.concat(1, 1),
        lambda: operator.iconcat([1], range(3)), lambda: operator.countOf(5, 1), lambda: operator.indexOf(5, 1))
attempt(lambda: pow(1j, 'a', 2), lambda: pow(1j, 2, 2), lambda: pow('a', 2, 1j))
attempt(lambda: int(bytearray(b'ab')), lambda: int(bytearray()), lambda: int(memoryview(b'x'), 0))
attempt(lambda: enumerate([], x=1), lambda: enumerate([], 1, x=1), lambda: zip(strct=1), lambda: zip(iterables=1))

# iterators at their end, and of what changed
for items in [1, 2], deque([1, 2]):
    for make in iter, reversed:
        for change in items.append, lambda _: items.pop():
            iterator = make(items)
            rest = list(iterator)
            change(9)
            print(rest, end=' ')
            attempt(lambda: list(iterator), iterator.__length_hint__, iterator.__reduce__)
            iterator = make(items)
            change(8)
            attempt(iterator.__length_hint__, iterator.__reduce__, lambda: next(iterator), lambda: next(iterator))
iterator = reversed([1, 2, 3])
print(list(iterator), iterator.__setstate__(1), list(iterator), next(iterator, 'end'))
