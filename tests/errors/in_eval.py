# tests/errors/in_eval.py -- eval of a wrong expression
eval('1 +')
