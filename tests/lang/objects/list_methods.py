# tests/lang/objects/list_methods.py -- every method of list, its errors
def t(table):
    for source in table.strip().splitlines():
        try:
            print(source, '=>', repr(eval(source)))
        except Exception as error:
            print(source, '!!', f'{type(error).__name__}:', error)
def on(source, *start):
    l = list(start) or [3, 1, 2, 3]
    try:
        r = eval(source, {'l': l})
        print(source, '=>', r, l)
    except Exception as e: print(source, '!!', type(e).__name__, e, l)
for s in ('l.append(5)', 'l.append([1])', 'l.append()', 'l.append(1, 2)', 'l.extend("ab")',
          'l.extend(l)', 'l.extend(5)', 'l.extend({1: 2})', 'l.insert(0, "x")',
          'l.insert(-1, "x")', 'l.insert(99, "x")', 'l.insert(-99, "x")', 'l.insert("a", 1)',
          'l.insert(0)', 'l.pop()', 'l.pop(0)', 'l.pop(-2)', 'l.pop(99)', 'l.pop("a")',
          'l.pop(1.5)',
          'l.remove(3)', 'l.remove(99)', 'l.clear()', 'l.index(3)', 'l.index(3, 1)',
          'l.index(3, 1, 2)', 'l.index(9)', 'l.index(3, -1)', 'l.index(3, -99, 99)',
          'l.index("x", "y")', 'l.count(3)', 'l.count(9)', 'l.count(3.0)', 'l.reverse()',
          'l.copy()', 'l.copy() is l', 'l.sort()', 'l.sort(reverse=True)',
          'l.sort(key=lambda x: -x)', 'l.sort(lambda x: x)', 'l.sort(key=5)',
          'l.sort(key=str, reverse=1)', 'l.sort(cmp=1)', 'l.__len__()', 'l.__contains__(3)',
          'l.__iadd__([1])', 'l.__imul__(2)', 'l.__setitem__(0, 9)', 'l.__delitem__(0)',
          'l.__reversed__().__length_hint__()', 'l.__add__((1,))', 'l.nothing',
          'l.append.__name__', 'l.__eq__((1,))'):
    on(s)
for s in ('l.pop()', 'l.remove(1)', 'l.index(1)', 'l.sort()', 'l.reverse()'):
    l = []
    try: print(s, eval(s), l)
    except Exception as e: print(s, type(e).__name__, e)
t('''
[1, 2] + [3], [1] * 3, 3 * [1, 2], [] * 5, [1] * -1, [[]] * 2, [1, 2] == [1, 2], [1] == (1,)
[1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 9], [1, 'a'] == [1, 'a']
[1] < ['a']
[1] < 5
[1] + (1,)
[1] * 'a'
[1] * 1.5
list(), list('ab'), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in 'q'), list([1])
list(b'ab')
list(1)
hash([])
[0] * 10 ** 18
[1, [2, [3]]], [None, True, 1.0, 'a', b'b', ...], [()], [[]], [{}]
any([]), all([]), any([0, 1]), all([1, 0]), sum([]), sum([1, 2], 10), sum([[1], [2]], [])
max([3, 1]), min([3, 1]), len([1, 2]), sorted([2, 1]), list(reversed([1, 2]))
[1, 2].__contains__(1)
''')
l = [1, 2, 3, 4, 5, 6]
for x in l:
    if x % 2 == 0: l.remove(x)
print(l)
it = iter(l)
next(it)
l.clear()
print(list(it), next(it, 'end'))
l.append(1)
print(next(it, 'stays exhausted'))
class E:
    def __init__(self, l): self.l = l
    def __eq__(self, o):
        self.l.clear()
        return False
l = []
l.extend([E(l), 1, 2, 3])
print(l.count(5), len(l))
l = [1, 2]
l.extend([E(l), 3])
try: print(l.index(99))
except ValueError as e: print(e)
nan = float('nan')
print([nan] == [nan], nan in [nan], [nan].index(nan), [nan].count(nan),
      [float('nan')] == [float('nan')])
a = [1]
a.append(a)
print(a, a == a, a[1][1][0], str(a))
b = [1, a]
print(len(b), b)
try: a == [1, [1, [1, a]]] and a < [1, a]
except RecursionError as e: print('RecursionError')
def by_len(words):
    words.sort(key=len)
    return words
print(by_len(['ccc', 'a', 'bb', 'd']))
try: [3, 1, 2].sort(key=lambda x: l.undefined)
except AttributeError as e: print(e)
l = [3, 2, 1]
def bad(x):
    l.append(x)
    return x
try: l.sort(key=bad)
except ValueError as e: print(e)
print(l)
big = list(range(1000))
big[100:900] = []
print(len(big), big[99:102], sum(big))
