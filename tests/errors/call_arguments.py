# tests/errors/call_arguments.py -- a wrong call of a method
class Robot:
    def move(self, dx, dy=0, *, speed):
        pass


Robot().move(1, 2, 3, speed=4)
