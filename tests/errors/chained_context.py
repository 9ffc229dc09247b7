# tests/errors/chained_context.py -- an error while handling an error
def load(key):
    return {}[key]


def main():
    try:
        load('a')
    except KeyError:
        load(['b'])


main()
