# A dictionary with chains: how often each of 120 words occurs, by a hash of its characters.
BUCKETS = 32
NAMES = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel")

words = [NAMES[(i * 5) % 8] + str(i % 6) for i in range(120)]


class Entry:
    def __init__(self, key, following):
        self.count = 1
        self.key = key
        self.next = following


class Dictionary:
    def __init__(self):
        self.buckets = [None] * BUCKETS

    def add(self, key):
        code = 0
        for i in range(len(key)):
            code = (code * 31 + ord(key[i])) & 0xFFFFFFFF
        bucket = code & (BUCKETS - 1)
        entry = self.buckets[bucket]
        while entry is not None:
            if entry.key == key:
                entry.count += 1
                return entry.count
            entry = entry.next
        self.buckets[bucket] = Entry(key, self.buckets[bucket])
        return 1


def run():
    dictionary = Dictionary()
    total = 0
    for word in words:
        total = total * 3 + dictionary.add(word) & 0xFFFFF
    return total
