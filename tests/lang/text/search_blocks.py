# Searching by blocks: places at every offset, needles longer than a block, texts that mislead.
def by_hand(text, word, start=0):
    for at in range(start, len(text) - len(word) + 1):
        if text[at:at + len(word)] == word:
            return at
    return -1


def check(text, word):
    at, places = by_hand(text, word), []
    while at >= 0:
        places.append(at)
        at = by_hand(text, word, at + len(word))
    pieces, last = [], 0
    for at in places:
        pieces.append(text[last:at])
        last = at + len(word)
    pieces.append(text[last:])
    assert text.find(word) == (places[0] if places else -1), (text, word)
    assert text.count(word) == len(places), (text, word)
    assert text.split(word) == pieces, (text, word)
    assert text.split(word, 2) == pieces[:2] + [word.join(pieces[2:])] * (len(pieces) > 2)
    for new in text[:0], word[:1], word + word + word:
        assert text.replace(word, new) == new.join(pieces), (text, word)
    assert text.partition(word)[1] == (word if places else text[:0])


words = ["ab", "a", "aba", "bab", "abba", "a" * 16, "a" * 17, "ab" * 9, "b" + "a" * 20]
for length in list(range(20)) + [31, 32, 33, 47, 64, 65]:
    for text in ("a" * length, "ab" * (length // 2), "b" * length + "a", ("a" * 7 + "b") * (length // 8),
                 "b" * length + "abba" + "b" * (length % 5)):
        for word in words:
            check(text, word)
            check(text.encode(), word.encode())
            check(text + "\xe9", word)
            check(text + "\u20ac", word)
            check("\xe9" + text.replace("b", "\xe9"), word.replace("b", "\xe9"))

mislead = "a" * 4000
print((mislead + "b").find("a" * 1000 + "b"), mislead.count("a" * 999 + "b"), mislead.count("a" * 33))
print(("xy" * 3000 + "xz").find("y" + "xy" * 100 + "xz"), ("ab" * 3000).count("ab" * 20))
print(len(("aab" * 2000).replace("ab", "-").split("a")), ("aab" * 2000 + "c").find("aab" * 40 + "c"))
