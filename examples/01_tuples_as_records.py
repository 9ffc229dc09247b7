# examples/01_tuples_as_records.py -- a tuple is a record: the position gives each item its meaning
from collections import namedtuple

# The same four places, each a record of (name, country, population in millions, (lat, lon)).
cities = [
    ('Tokyo', 'JP', 36.9, (35.7, 139.7)),
    ('Delhi', 'IN', 21.9, (28.6, 77.2)),
    ('Mexico City', 'MX', 20.1, (19.4, -99.1)),
    ('São Paulo', 'BR', 19.6, (-23.5, -46.6)),
]

# Unpacking names the fields on the spot; `_` says "not needed here".
for name, _, population, (latitude, longitude) in cities:
    side = 'north' if latitude > 0 else 'south'
    print(f'{name:12} {population:5.1f}  {abs(latitude):4.1f}° {side}, {longitude:6.1f}°')

# Tuples compare item by item, so a list of records sorts by its first field, then the second...
print([name for name, *_ in sorted(cities)])
print(('b', 1) < ('b', 2), (1, 2) < (1, 2, 0), (2,) > (1, 9, 9))

# A tuple never changes which objects it holds. The objects themselves may change.
player = ('ada', [3, 5])
player[1].append(8)
print(player)
try:
    player[0] = 'bob'
except TypeError as error:
    print('TypeError:', error)

# For the same reason only a tuple of unchanging things can be a key.
for key in (('ada', (3, 5)), player):
    try:
        print('key', {key: 'found'}[('ada', (3, 5))])
    except TypeError as error:
        print('TypeError:', error)

# Copying a tuple would be pointless, so nobody does; a named tuple is still a tuple.
City = namedtuple('City', 'name country population place')
tokyo = City(*cities[0])
print(tuple(player) is player, tokyo == cities[0], tokyo.place, tokyo._replace(population=37))
