# tests/dumps/generators.py -- yield, yield from, comprehensions
def numbers(n):
    got = yield n
    yield from (i * got for i in range(n))
    return [i for i in range(n) if i % 2]


squares = {i: i * i for i in range(3)}
pairs = {(a, b) for a in squares for b in 'xy'}
