# tests/errors/reraised_later.py -- raising a kept exception adds a place
kept = None
try:
    int('x')
except ValueError as error:
    kept = error


def later():
    raise kept


later()
