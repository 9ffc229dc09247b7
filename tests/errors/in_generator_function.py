# tests/errors/in_generator_function.py -- the error comes out of next()
def numbers():
    yield 1
    yield 2 + None


for n in numbers():
    print('got', n)
