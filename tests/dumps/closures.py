# tests/dumps/closures.py -- cells, free variables, global and nonlocal
total = 0


def counter(start, *, step=1):
    value = start

    def bump(times=1):
        nonlocal value
        global total
        value += step * times
        total += 1
        return value

    return bump, lambda: value


bump, peek = counter(10, step=2)
bump(3)
print(peek(), total)
