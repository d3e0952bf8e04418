# The product of two matrices of 12 rows and columns, in lists of integers.
SIZE = 12


def multiply(left, right, product):
    for i in range(SIZE):
        for j in range(SIZE):
            total = 0
            for k in range(SIZE):
                total += left[i * SIZE + k] * right[k * SIZE + j]
            product[i * SIZE + j] = total


def run():
    left = [(i * 7) % 13 for i in range(SIZE * SIZE)]
    right = [(i * 5) % 11 for i in range(SIZE * SIZE)]
    product = [0] * (SIZE * SIZE)
    multiply(left, right, product)
    return sum(product)
