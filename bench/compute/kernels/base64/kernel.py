# Base64: 192 bytes encoded to text, and the text decoded.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

values = bytearray(128)
for index in range(len(ALPHABET)):
    values[ord(ALPHABET[index])] = index

data = bytes((i * 37 + 11) & 255 for i in range(192))


def encode(data):
    text = ""
    for i in range(0, len(data), 3):
        group = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        text += ALPHABET[group >> 18] + ALPHABET[(group >> 12) & 63] + ALPHABET[(group >> 6) & 63] + ALPHABET[group & 63]
    return text


def decode(text):
    decoded = bytearray(len(text) // 4 * 3)
    to = 0
    for i in range(0, len(text), 4):
        group = (
            values[ord(text[i])] << 18
            | values[ord(text[i + 1])] << 12
            | values[ord(text[i + 2])] << 6
            | values[ord(text[i + 3])]
        )
        decoded[to] = group >> 16
        decoded[to + 1] = group >> 8 & 255
        decoded[to + 2] = group & 255
        to += 3
    return decoded


def run():
    total = 0
    for byte in decode(encode(data)):
        total = (total * 31 + byte) & 0xFFFFFF
    return total
