# The sieve of Eratosthenes up to 4096, in a bytearray.
SIZE = 4096


def run():
    flags = bytearray(SIZE)
    count = 0
    for i in range(2, SIZE):
        if flags[i]:
            continue
        count += 1
        for j in range(i + i, SIZE, i):
            flags[j] = 1
    return count
