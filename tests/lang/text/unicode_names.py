# tests/lang/text/unicode_names.py -- characters by name, other names, and what Unicode 15.1 added
import unicodedata


def find(name):
    try:
        return ascii(unicodedata.lookup(name))
    except KeyError as error:
        return error


for name in ['CJK UNIFIED IDEOGRAPH-4E00', 'cjk unified ideograph-4e00', 'CJK UNIFIED IDEOGRAPH-4e00',
             'CJK UNIFIED IDEOGRAPH-04E00', 'CJK UNIFIED IDEOGRAPH-2EBF0', 'CJK UNIFIED IDEOGRAPH-FFFF',
             'HANGUL SYLLABLE GA', 'hangul syllable ga', 'LINE FEED', 'line feed', 'LF', 'NULL', 'BEL',
             'latin small letter a', 'NO SUCH', 'IDEOGRAPHIC DESCRIPTION CHARACTER ROTATION', 'BELL', 'NBSP',
             'VS1', 'vs17', 'VS256', 'VS257', 'VS0', 'VS01', 'ZWJ', 'LATIN CAPITAL LETTER GHA',
             'NUSHU CHARACTER-1B170', 'CJK COMPATIBILITY IDEOGRAPH-F900', '', 'A' * 300]:
    print(name[:50], find(name))
print('\N{LINE FEED}\N{greek small letter alpha}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{bell}'.encode())
for letter in '\0\x07\n\xa0a\uac00\u4e00\U00020000\uf900\u2ffc\u31ef\U0002ebf0\U0002ee5d\U0002ee5e\ud800\ue000\uffff':
    print(hex(ord(letter)), unicodedata.name(letter, None), unicodedata.category(letter),
          unicodedata.bidirectional(letter), unicodedata.east_asian_width(letter), letter.isalpha(),
          letter.isprintable(), letter.isidentifier(), ascii(repr(letter)))
print(unicodedata.unidata_version)
