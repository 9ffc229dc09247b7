# tests/errors/slots.py -- an attribute that the slots do not have
class Point:
    __slots__ = ('x', 'y')


p = Point()
p.x = 1
p.z = 3
