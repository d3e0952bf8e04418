/* Objects: a binary tree of 255 nodes, made, added up and freed. */
#include <stdlib.h>

#include "yardstick.h"

struct tree {
    int32_t value;
    struct tree *left;
    struct tree *right;
};

static __attribute__((noinline)) struct tree *build(int32_t depth) {
    struct tree *tree = malloc(sizeof *tree);
    if (tree != NULL) {
        tree->value = depth;
        tree->left = depth > 1 ? build(depth - 1) : NULL;
        tree->right = depth > 1 ? build(depth - 1) : NULL;
    }
    return tree;
}

static __attribute__((noinline)) int32_t sum(const struct tree *tree) {
    return tree == NULL ? 0 : tree->value + sum(tree->left) + sum(tree->right);
}

static __attribute__((noinline)) void destroy(struct tree *tree) {
    if (tree != NULL) {
        destroy(tree->left);
        destroy(tree->right);
        free(tree);
    }
}

uint32_t natural_run(void) {
    struct tree *tree = build(8);
    uint32_t total = (uint32_t)sum(tree);
    destroy(tree);
    return total;
}
