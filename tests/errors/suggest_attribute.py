# tests/errors/suggest_attribute.py -- Did you mean, for an attribute
class Point:
    def __init__(self):
        self.position = (0, 0)


Point().positon
