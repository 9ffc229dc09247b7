# tests/errors/group_in_chain.py -- a group caused by an error, left over from except*
try:
    try:
        raise ExceptionGroup('top', [ValueError('v'), KeyError('k'), OSError('o')])
    except* ValueError:
        raise RuntimeError('from handler')
    except* KeyError:
        pass
finally:
    pass
