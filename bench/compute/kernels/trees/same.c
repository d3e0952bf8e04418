/*
 * Objects: a binary tree of 255 nodes, made, added up and freed. An object knows its class; running
 * out of memory and a stack that is too deep are exceptions, which are passed on; a sum that would
 * leave int32 is seen. The heap's blocks come from malloc, and the program says when it needs them
 * no longer.
 */
#include "../../javascript.h"
#include "yardstick.h"

struct tree {
    const char *const *class;
    int32_t value;
    struct tree *left;
    struct tree *right;
};

bool js_pending;
static const char *const class = "Tree";

/* Below it a call throws. */
static uintptr_t stack_limit;

static bool stack_is_full(void) {
    if ((uintptr_t)__builtin_frame_address(0) < stack_limit) {
        js_throw();
    }
    return js_pending;
}

static struct tree *new_tree(int32_t value, struct tree *left, struct tree *right) {
    struct tree *tree = js_allocate(sizeof *tree);
    if (tree != NULL) {
        *tree = (struct tree){&class, value, left, right};
    }
    return tree;
}

static JS_APART struct tree *build(int32_t depth) {
    if (stack_is_full()) {
        return NULL;
    }
    if (depth <= 1) {
        return new_tree(depth, NULL, NULL);
    }
    struct tree *left = build(depth - 1);
    if (js_pending) {
        return NULL;
    }
    struct tree *right = build(depth - 1);
    if (js_pending) {
        return NULL;
    }
    return new_tree(depth, left, right);
}

static JS_APART int32_t sum(const struct tree *tree) {
    int32_t total;
    if (stack_is_full() || tree == NULL) {
        return 0;
    }
    int32_t left = sum(tree->left);
    if (js_pending || __builtin_add_overflow(tree->value, left, &total)) {
        js_throw();
        return 0;
    }
    int32_t right = sum(tree->right);
    if (js_pending || __builtin_add_overflow(total, right, &total)) {
        js_throw();
        return 0;
    }
    return total;
}

static JS_APART void destroy(struct tree *tree) {
    if (tree != NULL) {
        destroy(tree->left);
        destroy(tree->right);
        free(tree);
    }
}

uint32_t same_run(void) {
    struct tree *tree = build(8);
    uint32_t total = (uint32_t)sum(tree);
    destroy(tree);
    return total;
}
