# Objects: a binary tree of 255 nodes, made and added up.
class Tree:
    def __init__(self, value, left, right):
        self.value = value
        self.left = left
        self.right = right


def build(depth):
    return Tree(depth, build(depth - 1), build(depth - 1)) if depth > 1 else Tree(depth, None, None)


def total(tree):
    return 0 if tree is None else tree.value + total(tree.left) + total(tree.right)


def run():
    return total(build(8))
