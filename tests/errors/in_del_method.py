# tests/errors/in_del_method.py -- an error in __init__ through a metaclass call
class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class Thing(metaclass=Meta):
    def __init__(self, n):
        self.n = n.strip()


Thing(5)
