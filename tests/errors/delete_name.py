# tests/errors/delete_name.py -- del of what is not there
x = {}
del x['key'], y
