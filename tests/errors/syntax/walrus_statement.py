# tests/errors/syntax/walrus_statement.py -- a walrus as a statement
x := 5
