# tests/errors/in_fstring.py -- an error inside an f-string
name, value = 'x', None
print(f'{name!r} is {value:>10} and {value + 1}')
