# tests/errors/support/circle_b.py -- the other half
from support.circle_a import a_name

b_name = 'b'
