# examples/guided.py -- the guided example: in one minute, what Tuplet is about
from array import array


def show(title, *lines):
    print(f'\n{title}\n{"-" * len(title)}')
    for line in lines:
        print(' ', line)


# A record is a tuple; unpacking takes it apart by shape, and a star takes the rest.
runs = [('Ada', 'GB', (12.5, 11.9, 12.1)), ('Emmy', 'DE', (11.8,)), ('Ida', 'US', ())]
table = [f'{name:5} {country}  {len(times)} runs, best {min(times, default="-")}'
         for name, country, times in runs]
(winner, *_), *others = sorted(runs, key=lambda run: min(run[2], default=99))
show('Tuples are records', *table, f'{winner} wins against {len(others)} others')


# match tells values apart by their shape, and names the parts it finds.
def area(shape):
    match shape:
        case ('square', side):
            return side ** 2
        case ('box', [w, h]) | {'width': w, 'height': h}:
            return w * h
        case ('group', *parts):
            return sum(map(area, parts))
        case _:
            raise ValueError(f'what is {shape!r}?')


shapes = [('square', 3), ('box', [2, 5]), {'width': 4, 'height': 2.5, 'colour': 'red'}]
shapes.append(('group', *shapes))
show('match sees shapes', *(f'{area(shape):5}  {str(shape)[:48]}' for shape in shapes))

# A memoryview is a window on the bytes of another object: no copy, and writing goes through.
numbers = array('h', [-2, -1, 0, 1, 2])
octets = memoryview(numbers).cast('B')
before = octets.tolist()
octets[5] = 4
try:
    numbers.append(3)
except BufferError as error:
    held = error
show('Views look at bytes', before, f'set one byte: {numbers}', f'while it is seen: {held}')

# And the old puzzle: can the list inside a tuple be extended with += ?
t = (1, 2, [30, 40])
try:
    t[2] += [50, 60]
except TypeError as error:
    puzzle = error
show('The += puzzle', 't = (1, 2, [30, 40]);  t[2] += [50, 60]', f'TypeError: {puzzle}',
     f'and yet t is {t}', 'x += y adds in place, then stores: the first worked, the second did not')
