# tests/errors/unbound_local.py -- assigned later in the same function
total = 10


def add():
    print(total)
    total = total + 1


add()
