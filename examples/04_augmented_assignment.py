# examples/04_augmented_assignment.py -- what x += y really does, and the puzzle it leads to

# A list can change in place, so += keeps the object. A tuple cannot, so += makes a new one.
numbers, fixed = [1, 2], (1, 2)
same_numbers, same_fixed = numbers, fixed
numbers += [3]
fixed += (3,)
print(numbers is same_numbers, fixed is same_fixed)

# The rule: x += y means x = x.__iadd__(y), or x = x + y when there is no __iadd__.
# Either way there is an assignment. Hence the puzzle: the list inside a tuple.
t = (1, 2, [30, 40])
try:
    t[2] += [50, 60]
except TypeError as error:
    print('TypeError:', error)
print(t)         # both happened: the list grew, then storing it into the tuple failed

# One can watch the three steps: get the item, add in place, set the item.
class Watched(list):
    def __getitem__(self, i):
        print('  get', i)
        return super().__getitem__(i)

    def __setitem__(self, i, value):
        print('  set', i, value)
        super().__setitem__(i, value)

w = Watched([[1], 2])
w[0] += [9]
w[1] *= 5

# list += takes any iterable, list + only a list: one extends, the other joins equals.
numbers += 'ab'
print(numbers)
try:
    numbers = numbers + 'ab'
except TypeError as error:
    print('TypeError:', error)
