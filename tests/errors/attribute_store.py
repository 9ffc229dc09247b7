# tests/errors/attribute_store.py -- marks under the target of an assignment
class Frozen:
    def __setattr__(self, name, value):
        raise AttributeError(f'{name} is frozen')


f = Frozen()
f.value = 10
