# tests/errors/output_first.py -- what was printed before stays in order
import sys
print('one')
print('two', end='')
sys.stdout.write('three')
raise ValueError('after output')
