# tests/errors/free_variable.py -- a cell without a value yet
def outer():
    def inner():
        return later
    inner()
    later = 1


outer()
