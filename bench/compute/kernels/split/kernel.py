# Splitting strings: 24 lines of comma-separated values, of which the third is a number.
log = ""
for i in range(24):
    log += f"sensor{i % 5},living room,{i * 17 + 3},ok\n"


def run():
    total = 0
    for line in log.split("\n"):
        fields = line.split(",")
        if len(fields) < 4:
            continue
        if fields[0] == "sensor2":
            total += 1000
        if fields[3] == "ok":
            total += int(fields[2])
    return total
