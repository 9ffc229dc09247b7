# tests/errors/syntax/fstring_unclosed.py -- an f-string brace that stays open
x = f'{a'
