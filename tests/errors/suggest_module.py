# tests/errors/suggest_module.py -- a module that was never imported
print(sys.argv)
