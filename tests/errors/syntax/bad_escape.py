# tests/errors/syntax/bad_escape.py -- a broken unicode escape
x = 'ok \u12zz'
