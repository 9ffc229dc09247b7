# tests/errors/reraised.py -- a bare raise keeps the first place
def risky():
    raise OSError(2, 'No such thing', 'some/path')


def guarded():
    try:
        risky()
    except OSError:
        print('seen')
        raise


guarded()
