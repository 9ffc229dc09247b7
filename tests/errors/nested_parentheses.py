# tests/errors/nested_parentheses.py -- a call inside the arguments of calls
def f(*args):
    return len(args)


print(f(1, f(2, f(3, f(None + 1, 4)), 5)), 'done')
