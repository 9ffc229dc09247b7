# tests/lang/builtins/signature_texts.py -- __text_signature__ of the builtin types
import builtins

for name, kind in sorted(vars(builtins).items()):
    if isinstance(kind, type) and not issubclass(kind, BaseException) and not name.startswith('_'):
        print(name, kind.__text_signature__)
print(bool(), bool(1), map.__doc__.startswith('map('))
