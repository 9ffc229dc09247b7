# tests/errors/syntax/lambda_statement.py -- a statement in a lambda
f = lambda: return 1
