# tests/errors/support/raises_on_import.py -- a module that fails half way
ready = False


def prepare():
    return settings['path']


settings = {}
ready = prepare()
