# tests/errors/syntax/bad_number.py -- a number that is none
x = 12abc
