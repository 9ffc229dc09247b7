# tests/errors/group.py -- an exception group is drawn as a tree
def make(i):
    try:
        raise ValueError(f'item {i}')
    except ValueError as error:
        return error


def run():
    inner = ExceptionGroup('inner', [make(2), KeyError('k')])
    raise ExceptionGroup('several', [make(1), inner, TypeError('t')])


run()
