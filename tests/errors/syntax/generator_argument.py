# tests/errors/syntax/generator_argument.py -- a generator without its parentheses
f(x for x in y, 1)
