# tests/errors/syntax/annotated_tuple.py -- annotation of a tuple
a, b: int = 1
