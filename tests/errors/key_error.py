# tests/errors/key_error.py -- KeyError shows the repr of its key
{'a': 1}['line\nbreak']
