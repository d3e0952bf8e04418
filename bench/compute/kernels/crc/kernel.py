# CRC-32 of one kibibyte, with a table.
from array import array

table = array("I", range(256))
for n in range(256):
    c = n
    for _ in range(8):
        c = 0xEDB88320 ^ (c >> 1) if c & 1 else c >> 1
    table[n] = c

data = bytes((i * 31 + 7) & 255 for i in range(1024))


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 255] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def run():
    return crc32(data)
