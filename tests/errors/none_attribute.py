# tests/errors/none_attribute.py -- an attribute of None
import re

match = re.match('a', 'b')
print(match.group(0))
