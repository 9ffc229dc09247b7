# tests/errors/raise_qualified.py -- an exception class inside a class, with a str of its own
class Outer:
    class Inner(ValueError):
        def __str__(self):
            return 'several\nlines'


raise Outer.Inner('ignored')
