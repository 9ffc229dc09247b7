# tests/errors/assert_plain.py -- a failed assertion without one
assert [] and 1
