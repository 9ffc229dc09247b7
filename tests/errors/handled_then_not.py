# tests/errors/handled_then_not.py -- the same error, handled once and not the second time
def f():
    raise ArithmeticError('plain')


try:
    f()
except ArithmeticError:
    print('handled')
f()
