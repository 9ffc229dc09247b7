# tests/errors/in_with.py -- __exit__ raises while another error is on its way
class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise OSError('closing failed')


with Manager() as m:
    raise ValueError('in the body')
