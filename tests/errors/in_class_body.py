# tests/errors/in_class_body.py -- the class body is a frame
class Settings:
    size = 10
    ratio = size / (size - 10)
