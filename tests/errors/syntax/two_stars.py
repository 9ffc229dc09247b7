# tests/errors/syntax/two_stars.py -- two starred targets
a, *b, *c = x
