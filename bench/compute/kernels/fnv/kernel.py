# FNV-1a of one kibibyte.
data = bytes((i * 31 + 7) & 255 for i in range(1024))


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def run():
    return fnv1a(data)
