# A thousand numbers, made and sorted. Python's sort takes a key and no comparison.
def run():
    numbers = []
    seed = 12345
    for _ in range(1000):
        seed = (seed * 1103 + 12849) % 65536
        numbers.append(seed)
    numbers.sort(key=lambda number: number)
    total = 0
    for number in numbers:
        total = (total * 31 + number) % 65521
    return total
