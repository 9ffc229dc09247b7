# tests/errors/chained_cause.py -- raise ... from ...
def low():
    int('twelve')


def high():
    try:
        low()
    except ValueError as error:
        raise RuntimeError('cannot read the number') from error


high()
