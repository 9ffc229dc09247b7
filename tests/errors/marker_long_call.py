# tests/errors/marker_long_call.py -- the middle of a long call is left out
def f(**kw):
    return kw['missing']


f(
    a=1,
    b=2,
    c=3,
    d=4,
    e=5,
    g=6,
    h=7,
)
