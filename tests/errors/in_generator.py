# tests/errors/in_generator.py -- a generator expression has a frame of its own
def total(items):
    return sum(1 / x for x in items)


total([1, 0])
