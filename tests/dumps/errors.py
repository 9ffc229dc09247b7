# tests/dumps/errors.py -- try, except, finally, with, raise
def read(path):
    try:
        with open(path) as file, file:
            return file.read()
    except (OSError, ValueError) as error:
        raise RuntimeError(path) from error
    else:
        return None
    finally:
        print('done')


try:
    read('/nowhere')
except* RuntimeError:
    pass
