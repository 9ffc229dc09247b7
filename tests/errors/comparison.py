# tests/errors/comparison.py -- < between what cannot be ordered
class A: pass


limit = 3
if 0 < limit < A():
    print('never')
