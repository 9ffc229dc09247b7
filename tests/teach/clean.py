# tests/teach/clean.py -- how to do without the traps: no notes
def add(item, to=None):
    to = [] if to is None else to
    to.append(item)
    return to
print(add(1), add(2))
print([make() for make in [lambda i=i: i for i in range(3)]])
board = [[0] * 3 for _ in range(3)]
board[0][0] = 1
numbers = [1, 2, 2, 3]
for n in numbers[:]:
    if n == 2:
        numbers.remove(n)
pair = (1, [2])
pair[1].extend([3])
print(board, numbers, pair, None is None)
def outer():
    total = 0
    def step(n):
        nonlocal total
        total += n
        return total
    return [step(n) for n in (1, 2)]
print(outer())
