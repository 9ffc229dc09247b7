# tests/lang/match/sequences.py -- sequence patterns: lengths, stars, nesting, which types count
def f(v):
    match v:
        case []: return 'empty'
        case [1]: return 'one one'
        case [x]: return f'one {x}'
        case (1, 2) | [3, 4]: return 'pair literal'
        case [x, [y, *z]]: return f'nested {x} {y} {z}'
        case [x, (2 | 3) as y]: return f'alt {x} {y}'
        case [1, *_]: return 'starts 1'
        case [*_, 9]: return 'ends 9'
        case [a, *mid, b] if len(mid) > 2: return f'mid {mid}'
        case 'x', *rest: return f'x {rest}'
        case [[[[deep]]], *_]: return deep
        case [_, _, _]: return 'three'
        case [*all_]: return f'all {all_}'
    return 'no sequence'
for v in ([], (), [1], [2], (1, 2), [3, 4], [1, [2, 3]], [1, (2,)], [5, 2], (5, 3), [1, 9, 9],
          [0, 0, 9], [2, 3, 4, 5, 6], ('x', 1), ['x', 'y', 'z'], [[[['d']]]], [[[['d']]], 1],
          (7, 7, 7), [8, 8, 8, 8], range(3), range(0), 'abc', b'ab', bytearray(b'a'), {1, 2},
          {1: 2}, iter([1]), 5, None, (i for i in ()), memoryview(b'zz'), [[1]]):
    plain = not hasattr(v, '__next__') and type(v) is not memoryview
    print(str(v)[:20] if plain else type(v).__name__, '->', f(v))
from collections import deque
from array import array
import collections.abc
print(f(deque([1])), f(array('i', [2])), f(deque()))
class Seq(collections.abc.Sequence):
    def __init__(self, *v): self.v = v
    def __len__(self):
        print('len', end=' ')
        return len(self.v)
    def __getitem__(self, i):
        print('get', i, end=' ')
        return self.v[i]
print(f(Seq(5, 6, 7)))
class Plain:
    def __len__(self): return 1
    def __getitem__(self, i): return [1][i]
print(f(Plain()))
collections.abc.Sequence.register(Plain)
print(f(Plain()))
class StrSub(str): pass
class ListSub(list): pass
class TupSub(tuple): pass
print(f(StrSub('a')), f(ListSub([1])), f(TupSub((3, 4))))
match [1, 2, 3, 4]:
    case [a, b, *rest] if False: pass
    case [first, *_]: print(a, b, rest, first)
match [1, [2, 3]]:
    case [a, [b, 99]]: print('no')
    case _: print('partial binding', a, b)
match (1, 2, 3):
    case a, b, c: print(a, b, c)
match [1]:
    case [*x, y]: print(x, y)
match [1, 2, 3]:
    case (*x,): print(x)
match 5:
    case (x): print('group', x)
match [5]:
    case (x,): print('tuple', x)
match [[1, 2], [3, 4]]:
    case [[a, b], [c, d]]: print(a * d - b * c)
def quicksort(l):
    match l:
        case [] | [_]: return l
        case [p, *rest]:
            low, high = [x for x in rest if x < p], [x for x in rest if x >= p]
            return quicksort(low) + [p] + quicksort(high)
print(quicksort([3, 1, 4, 1, 5, 9, 2, 6]))
