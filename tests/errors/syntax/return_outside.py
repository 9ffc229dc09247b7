# tests/errors/syntax/return_outside.py -- return outside a function
x = 1
return x
