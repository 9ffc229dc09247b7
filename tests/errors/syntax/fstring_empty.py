# tests/errors/syntax/fstring_empty.py -- an empty expression in an f-string
x = f'{}'
