# tests/errors/markers.py -- the ^^^^ and ~~~^ marks inside one long expression
class Box:
    pass


def outer(box):
    return 1 + inner(box) * 2 - (3 + 4)


def inner(box):
    data = {'a': [1, 2, {'deep': box}]}
    return data['a'][2]['deep'].value.missing + 10 // (5 - 5)


outer(Box())
