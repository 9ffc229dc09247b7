# tests/lang/builtins/sort_comparisons.py -- how many comparisons sorting takes; lists changed meanwhile
import functools


class Counted:
    comparisons = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Counted.comparisons += 1
        return self.value < other.value


def numbers(count, below, state=12345):
    made = []
    for _ in range(count):
        state = state * 6364136223846793005 + 1442695040888963407 & 0xffffffffffffffff
        made.append((state >> 33) % below)
    return made


def runs(count, pieces):
    values = numbers(count, 10 ** 9)
    size = count // pieces
    return [value for at in range(0, count, size) for value in sorted(values[at:at + size])]


def count_comparisons(values, **how):
    Counted.comparisons = 0
    ordered = sorted(map(Counted, values), **how)
    assert [item.value for item in ordered] == sorted(values, **how)
    return Counted.comparisons


for count in 0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 1000, 4096, 10000:
    ascending = list(range(count))
    kinds = {
        'random': numbers(count, 10 ** 9), 'few values': numbers(count, 5), 'equal': [1] * count,
        'sorted': ascending, 'reversed': ascending[::-1], 'sawtooth': [i % 7 for i in ascending],
        'organ pipe': ascending[::2] + ascending[::-2], 'tail': ascending + numbers(10, 10000),
        'falling, equal pairs': [-i // 2 for i in ascending],
    }
    for pieces in 2, 5, 16, 50:
        if count >= pieces:
            kinds[f'{pieces} runs'] = runs(count, pieces)
    for name, values in kinds.items():
        print(count, name, count_comparisons(values), count_comparisons(values, reverse=True))


# A list changed during its sort raises ValueError and is whole.
def changed(change, **how):
    items = [3, 1, 2, 5, 4]

    def key(item):
        change(items)
        return item
    try:
        print(items.sort(key=key, **how), items)
    except ValueError as error:
        print(error, items)


changed(lambda items: items.append(9))
changed(lambda items: items.clear())
changed(lambda items: items.extend([7, 8]), reverse=True)
changed(lambda items: items.sort())
changed(lambda items: items.insert(0, 1))
changed(lambda items: (items.append(1), items.pop()))
changed(lambda items: print(len(items), items))


class Bad:
    items = []

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Bad.items.append(None)
        del Bad.items[:]
        Bad.items += [1, 2]
        return self.value < other.value


Bad.items = [Bad(value) for value in (3, 1, 2)]
mine = Bad.items
try:
    mine.sort()
except ValueError as error:
    print(error, [item.value for item in mine])


# An error in the middle leaves all items there, in some order.
class Fails(Counted):
    def __lt__(self, other):
        if Counted.comparisons > 20:
            raise KeyError('enough')
        return super().__lt__(other)


Counted.comparisons = 0
items = [Fails(value) for value in numbers(40, 100)]
before = set(map(id, items))
try:
    items.sort()
except KeyError as error:
    print(repr(error), set(map(id, items)) == before, len(items))
for wrong in [1, 'a'], [1, 2, 'a', 3], [(1, 'a'), (1, 2)], [1.5, None], [{}, {}], [1j, 2]:
    try:
        sorted(wrong)
    except TypeError as error:
        print(error)
nan = float('nan')
print(sorted([3.0, nan, 1.0, nan, 2.0, -1.0]), sorted([2, 1.5, True, nan, 0]))
print(sorted([(1, nan), (1, 2.0), (1, 1.0)]), sorted([(2, 'b'), (2, 'a'), (1, 'c')], reverse=True))
print(sorted('the quick brown fox', key=functools.cmp_to_key(lambda a, b: ord(b) - ord(a))))
