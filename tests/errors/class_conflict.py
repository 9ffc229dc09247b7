# tests/errors/class_conflict.py -- no order for the bases
class X: pass
class Y(X): pass
class Z(X, Y): pass
