# examples/09_comprehensions.py -- a list made by describing it, in a small scope of its own

# Read it as nested loops: for each colour, for each size, if wanted, this item.
shirts = [f'{c} {s}' for c in ('black', 'white') for s in 'SML' if (c, s) != ('black', 'M')]
print(shirts)
print({word: len(word) for word in ('one', 'three')}, {n % 3 for n in range(9)} == {0, 1, 2})
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [*zip(*matrix)])

# The loop variable is the comprehension's own: the x outside keeps its value.
x = 'outside'
codes = [ord(x) for x in 'abc']
print(x, codes)

# The walrus reaches out of the comprehension on purpose.
if any((found := n) % 7 == 0 for n in range(50, 60)):
    print('first multiple of 7:', found)

# Each function made inside looks up the one variable i, later; a default value keeps it now.
later, now = [lambda: i for i in range(3)], [lambda i=i: i for i in range(3)]
print([f() for f in later], [f() for f in now])

# In a class body, only the first iterable is evaluated there; the rest cannot see class names.
class Table:
    size = 3
    row = [n for n in range(size)]
    try:
        square = [n * size for n in range(size)]
    except NameError as error:
        print('NameError:', error)

print(Table.row)

# With round brackets nothing is built: a generator makes each item when it is asked for.
lazy = (print('making', n) or n for n in range(3))
print('nothing yet')
print(next(lazy), sum(lazy), list(lazy))
