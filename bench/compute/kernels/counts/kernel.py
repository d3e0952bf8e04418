# A dictionary: how often each of 160 words occurs.
NAMES = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel")

words = [NAMES[(i * 5) % 8] + str(i % 6) for i in range(160)]


def run():
    counts = {}
    total = 0
    for word in words:
        count = counts.get(word, 0) + 1
        counts[word] = count
        total = total * 3 + count & 0xFFFFF
    return total
