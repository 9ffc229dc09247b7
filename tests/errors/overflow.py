# tests/errors/overflow.py -- int to float too large
print(float(10 ** 400))
