# examples/10_generators.py -- a generator is a call that can stop halfway and be continued

def countdown(n):
    print('  started')
    while n > 0:
        yield n
        n -= 1
    return 'liftoff'

# The call runs nothing; each next() runs to the following yield; the return ends the iteration.
g = countdown(2)
print('made, not started')
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print('returned', stop.value)     # `yield from` has this as its value

# yield is an expression: send() continues the generator and gives that expression its value.
def average():
    total, count, mean = 0, 0, None
    while True:
        total, count = total + (yield mean), count + 1
        mean = total / count

a = average()
next(a)
print([a.send(value) for value in (10, 20, 60)])

# yield from hands over to another generator until that one is done.
def flatten(tree):
    for node in tree:
        if isinstance(node, list):
            yield from flatten(node)
        else:
            yield node

print(list(flatten([1, [2, [3, []], 4], [[5]]])))
