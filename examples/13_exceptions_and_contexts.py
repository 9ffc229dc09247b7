# examples/13_exceptions_and_contexts.py -- how errors travel, and how `with` makes sure of the end
from contextlib import contextmanager
def steps(divisor):
    try:
        print('try', 6 / divisor, end='; ')
    except ZeroDivisionError as error:
        print('except', error, end='; ')
    else:
        print('else', end='; ')
    finally:
        print('finally')

_ = steps(2), steps(0)

# An error met while handling another keeps the first as its context; `from` states the cause.
def load(table, key):
    try:
        return table[key]
    except KeyError as error:
        raise LookupError(f'no entry for {key}') from error

try:
    load({}, 'x')
except LookupError as error:
    print(repr(error), 'because of', repr(error.__cause__))

# with calls __enter__, runs the block, and calls __exit__ whatever happens: here, as a generator.
@contextmanager
def section(name):
    print('open', name)
    try:
        yield name.upper()
    except ValueError as error:
        print('swallowed', error)
    finally:
        print('close', name)

with section('outer') as outer, section('inner') as inner:
    raise ValueError(f'trouble in {outer}/{inner}')
print('still here')
