# JSON-like text of 20 records, written with f-strings.
readings = [(i, "thermometer", i * 731 - 5000, -i, i * 9173, i % 3 != 0) for i in range(20)]


def write(readings):
    text = "["
    for i in range(len(readings)):
        number, name, value, low, high, valid = readings[i]
        if i > 0:
            text += ","
        truth = "true" if valid else "false"
        text += f'{{"id":{number},"name":"{name}","value":{value},"low":{low},"high":{high},"valid":{truth}}}'
    return text + "]"


def run():
    text = write(readings)
    total = len(text)
    for i in range(0, len(text), 16):
        total = (total * 31 + ord(text[i])) % 65521
    return total
