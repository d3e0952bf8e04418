# A queue: the distances in a maze of 24 by 24 fields, breadth first, with append and pop(0).
SIZE = 24

walls = [i % 7 == 3 and i % 5 != 1 for i in range(SIZE * SIZE)]


def distances(start):
    distance = [-1] * (SIZE * SIZE)
    queue = [start]
    distance[start] = 0
    while queue:
        at = queue.pop(0)
        steps = distance[at] + 1
        column = at % SIZE

        def visit(field):
            if walls[field] or distance[field] >= 0:
                return
            distance[field] = steps
            queue.append(field)

        if column > 0:
            visit(at - 1)
        if column < SIZE - 1:
            visit(at + 1)
        if at >= SIZE:
            visit(at - SIZE)
        if at < SIZE * (SIZE - 1):
            visit(at + SIZE)
    return distance


def run():
    return sum(distances(0))
