# examples/12_classes_and_descriptors.py -- what the dot does: object first, then its classes

class Base:
    def hello(self): return 'Base'

class Left(Base):
    def hello(self): return 'Left ' + super().hello()

class Right(Base):
    def hello(self): return 'Right ' + super().hello()

class Both(Left, Right): pass

# super() means "the next class in the order of this object", so Left calls Right here.
print([c.__name__ for c in Both.__mro__], Both().hello(), '/', Left().hello())

# A function found in a class is bound to the object: that is all a method is.
left = Left()
print(left.hello.__self__ is left, left.hello.__func__ is Left.hello)

# An object in a class with __get__ and __set__ is asked instead of being fetched: a descriptor.
class Positive:
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__[self.name]
    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f'{self.name} must be positive, not {value}')
        instance.__dict__[self.name] = value

class Box:
    width, height = Positive(), Positive()
    area = property(lambda self: self.width * self.height)

box = Box()
box.width, box.height = 3, 4
print(box.area, vars(box), type(Box.width).__name__)
try: box.width = -1
except ValueError as error: print('ValueError:', error)
