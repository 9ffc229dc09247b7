# tests/errors/nested_functions.py -- the frames of nested functions
def outer():
    def middle():
        def inner():
            raise LookupError('inside')
        return inner()
    return middle()


outer()
