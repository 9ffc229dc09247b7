# tests/dumps/classes.py -- class bodies, super(), decorators, private names
class Shape:
    sides = 0
    __kind = 'shape'

    def __init__(self, name):
        self.name = name

    @property
    def kind(self):
        return self.__kind


class Square(Shape, metaclass=type):
    sides = 4

    def __init__(self, size):
        super().__init__('square')
        self.size = size

    @staticmethod
    def unit(): return Square(1)


print(Square.unit().kind, Square(2).size)
