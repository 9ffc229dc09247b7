# tests/errors/augmented.py -- += on a tuple item
t = (1, [2])
t[1] += [3]
