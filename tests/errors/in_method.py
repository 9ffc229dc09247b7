# tests/errors/in_method.py -- methods, super and properties
class Base:
    @property
    def area(self):
        return self.width * self.height


class Box(Base):
    width = 2

    def report(self):
        return f'area is {super().area:.2f}'


Box().report()
