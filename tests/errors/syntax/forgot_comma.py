# tests/errors/syntax/forgot_comma.py -- Perhaps you forgot a comma
print("a" "b" x)
