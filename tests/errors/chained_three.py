# tests/errors/chained_three.py -- three in a row, one in a finally
def a():
    try:
        1 / 0
    finally:
        b()


def b():
    try:
        undefined_name
    except NameError:
        raise TypeError('third')


a()
