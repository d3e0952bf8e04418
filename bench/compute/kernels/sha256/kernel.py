# SHA-256 of 200 bytes.
K = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]

message = bytes((i * 13 + 5) & 255 for i in range(200))


def rotate(word, bits):
    return (word >> bits | word << (32 - bits)) & 0xFFFFFFFF


def compress(state, block, words):
    for i in range(16):
        words[i] = block[i * 4] << 24 | block[i * 4 + 1] << 16 | block[i * 4 + 2] << 8 | block[i * 4 + 3]
    for i in range(16, 64):
        w15 = words[i - 15]
        w2 = words[i - 2]
        s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >> 3)
        s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >> 10)
        words[i] = (words[i - 16] + s0 + words[i - 7] + s1) & 0xFFFFFFFF
    a, b, c, d, e, f, g, h = state
    for i in range(64):
        s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        first = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) & 0xFFFFFFFF
        s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & 0xFFFFFFFF
        h = g
        g = f
        f = e
        e = (d + first) & 0xFFFFFFFF
        d = c
        c = b
        b = a
        a = (first + second) & 0xFFFFFFFF
    sums = (a, b, c, d, e, f, g, h)
    for i in range(8):
        state[i] = (state[i] + sums[i]) & 0xFFFFFFFF


def sha256(message):
    state = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19]
    words = [0] * 64
    blocks = ((len(message) + 8) >> 6) + 1
    padded = bytearray(blocks * 64)
    padded[: len(message)] = message
    padded[len(message)] = 0x80
    bits = len(message) * 8
    for i in range(4):
        padded[len(padded) - 1 - i] = bits >> (i * 8) & 255
    for i in range(blocks):
        compress(state, padded[i * 64 : i * 64 + 64], words)
    return state


def run():
    total = 0
    for word in sha256(message):
        total ^= word
    return total
