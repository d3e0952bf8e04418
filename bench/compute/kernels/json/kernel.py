# JSON: a list of ten records read into objects by a parser, and written again.
class Reading:
    def __init__(self):
        self.id = 0
        self.name = ""
        self.value = 0
        self.valid = False


class Reader:
    def __init__(self, text):
        self.at = 0
        self.text = text

    def readings(self):
        readings = []
        self.expect("[")
        if self.takes("]"):
            return readings
        while True:
            readings.append(self.reading())
            if not self.takes(","):
                break
        self.expect("]")
        return readings

    def reading(self):
        reading = Reading()
        self.expect("{")
        while True:
            key = self.string()
            self.expect(":")
            if key == "id":
                reading.id = self.integer()
            elif key == "name":
                reading.name = self.string()
            elif key == "value":
                reading.value = self.integer()
            elif key == "valid":
                reading.valid = self.boolean()
            else:
                raise ValueError("unknown key " + key)
            if not self.takes(","):
                break
        self.expect("}")
        return reading

    def string(self):
        self.expect('"')
        start = self.at
        end = self.text.find('"', start)
        if end < 0:
            raise ValueError("a string without an end")
        self.at = end + 1
        return self.text[start:end]

    def integer(self):
        negative = self.takes("-")
        number = 0
        while True:
            digit = ord(self.text[self.at]) - 48
            if not 0 <= digit <= 9:
                return -number if negative else number
            number = number * 10 + digit
            self.at += 1

    def boolean(self):
        truth = self.text[self.at : self.at + 4] == "true"
        self.at += 4 if truth else 5
        return truth

    def takes(self, character):
        if self.text[self.at] != character:
            return False
        self.at += 1
        return True

    def expect(self, character):
        if not self.takes(character):
            raise ValueError(f"{character} expected at {self.at}")


def record(number, name, value, valid):
    truth = "true" if valid else "false"
    return f'{{"id":{number},"name":"{name}","value":{value},"valid":{truth}}}'


def write(readings):
    return "[" + ",".join([record(r.id, r.name, r.value, r.valid) for r in readings]) + "]"


source = "[" + ",".join([record(i, f"sensor{i}", i * 731 - 3000, i % 3 != 0) for i in range(10)]) + "]"


def run():
    readings = Reader(source).readings()
    total = 1 if write(readings) == source else 0
    for reading in readings:
        total += reading.id + len(reading.name) + (reading.value if reading.valid else 0)
    return total + 100000
