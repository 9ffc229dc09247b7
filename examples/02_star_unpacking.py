# examples/02_star_unpacking.py -- one star takes the rest: in targets, in calls, in displays

# On the left of =, a starred name takes whatever the others leave, always as a new list.
first, *middle, last = range(6)
print(first, middle, last)
head, *tail = 'a'
print(head, tail)

# The shape of the left side follows the shape of the data.
(name, *_), [[x, *ys], z] = ('Ada', 'King', 1815), [(1, 2, 3), 4]
print(name, x, ys, z)

# Swapping builds no temporary by hand: the right side is complete before any name is bound...
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)
# ...but the names are bound from left to right, which shows when one decides where the next goes.
row = [0, 0, 0]
i, row[i] = 2, 'here'
print(i, row)

# In a call, stars spread; in a signature, a star gathers.
def report(first, *others, sep='/', **named):
    return f'{first}|{sep.join(map(str, others))}|{named}'

print(report(*'abc', *[1, 2], sep='-', **{'x': 1}, **{'y': 2}))

# In displays, several stars may stand anywhere.
print([*range(3), 'x', *'yz'], (*(), 1), {*'aab'} == {'a', 'b'}, {**{'k': 1}, 'k': 2})

# Any iterable will do, and exactly enough is read from it: two items and one try for a third.
def noisy(limit):
    for n in range(limit):
        print('giving', n)
        yield n

try:
    p, q = noisy(9)
except ValueError as error:
    print('ValueError:', error)
