# tests/teach/late_lambda.py -- a trap
def makers():
    return [lambda: i for i in range(3)]
print([make() for make in makers()])
