# tests/errors/recursion.py -- endless recursion: repeated lines are counted
def f(n):
    return f(n + 1)


f(0)
