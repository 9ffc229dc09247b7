# tests/errors/assert_message.py -- a failed assertion with a message
def check(value):
    assert value > 0, f'{value} is not positive'
    return value


check(1)
check(-1)
