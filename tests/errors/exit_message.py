# tests/errors/exit_message.py -- sys.exit with a text: the text on stderr, status 1
import sys
print('working')
sys.exit('cannot go on')
