# tests/errors/syntax/print_statement.py -- print without parentheses
print "hello"
