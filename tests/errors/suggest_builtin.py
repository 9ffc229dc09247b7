# tests/errors/suggest_builtin.py -- Did you mean, for a builtin
prnt('hello')
