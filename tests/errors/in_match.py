# tests/errors/in_match.py -- a pattern and a guard that raise
def f(v):
    match v:
        case {'n': n} if 10 / n > 1:
            return n
        case int(a, b):
            return a


print(f({'n': 5}))
f({'n': 0})
