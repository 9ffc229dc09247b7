# tests/errors/chained_none.py -- raise ... from None hides the first error
try:
    [][1]
except IndexError:
    raise LookupError('only this one is shown') from None
