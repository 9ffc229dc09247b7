# tests/errors/syntax/break_outside.py -- break outside a loop
if True:
    break
