# tests/errors/syntax/dict_missing_value.py -- a key without a value
d = {'a': 1, 'b':}
