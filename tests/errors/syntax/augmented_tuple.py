# tests/errors/syntax/augmented_tuple.py -- augmented assignment to a tuple
(a, b) += 1
