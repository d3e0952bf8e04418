# Calls: the fifteenth Fibonacci number by its definition.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def run():
    return fib(15)
