# tests/errors/unicode_error.py -- decoding bytes that are not UTF-8
b'caf\xe9 au lait'.decode()
