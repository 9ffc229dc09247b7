# tests/errors/suggest_method.py -- Did you mean, for a method of a list
[1, 2].apend(3)
