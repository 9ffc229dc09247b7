# tests/errors/simple_call_chain.py -- a division by zero three calls deep
def ratio(a, b):
    return a / b


def average(values):
    total = sum(values)
    return ratio(total, len(values))


print(average([1, 2, 3]))
print(average([]))
