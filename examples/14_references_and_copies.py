# examples/14_references_and_copies.py -- names are labels on objects: sharing, counting, copying
from copy import copy, deepcopy
from sys import getrefcount

# Two names, one object. What is done through one is seen through the other.
a = [1, [2, 3]]
b = a
b.append(4)
print(a, a is b, a == [1, [2, 3], 4], a is [1, [2, 3], 4])

# A copy is a new outer list with the same inner objects; a deep copy shares nothing.
shallow, deep = copy(a), deepcopy(a)
a[1].append('seen')
print(shallow, deep, shallow[1] is a[1], deep[1] is a[1])

# Each object counts the references to it. (The call itself adds some: subtract a base.)
thing = object()
base = getrefcount(thing)
holders = [thing, thing, (thing,)]
print('held by', getrefcount(thing) - base)
del holders[0]
print('held by', getrefcount(thing) - base)

# Freed at once when the count falls to zero, not at some later time.
class Noisy:
    def __del__(self): print('  gone')

noisy = Noisy()
other = noisy
del noisy
print('one label left')
other = None
print('after the last')

# A default value is one object made once, when def runs: a list there is shared by all calls.
def board(name, passengers=[]):
    passengers.append(name)
    return passengers

print(board('Ann'), board('Bob'), board.__defaults__)
