# tests/errors/syntax/assign_call.py -- assignment to a call
def f(): pass

f() = 3
