# tests/errors/syntax/elif_no_colon.py -- elif without a colon
if x:
    pass
elif y
    pass
