/*
 * Sorting of typed arrays in place (ECMA-262 23.2.3.29), a heap sort. Elements are compared as
 * unsigned integers: those of other kinds are made such, and back again. Of a float that are its
 * bits, all turned where it is negative, else the sign alone: -0 comes before 0, and NaN last.
 */
#include "runtime/buffer_methods.h"
#include "runtime/view.h"

/* Moves the byte at `root` down until none below it is larger. */
static void sift_byte(uint8_t *bytes, uint32_t root, uint32_t count) {
    const uint8_t byte = bytes[root];
    for (uint32_t child = 2u * root + 1u; child < count; child = 2u * root + 1u) {
        child += child + 1u < count && bytes[child + 1u] > bytes[child];
        if (bytes[child] <= byte) {
            break;
        }
        bytes[root] = bytes[child];
        root = child;
    }
    bytes[root] = byte;
}

static void sort_bytes(uint8_t *bytes, uint32_t length) {
    for (uint32_t root = length / 2u; root-- > 0;) {
        sift_byte(bytes, root, length);
    }
    for (uint32_t count = length; count-- > 1u;) {
        const uint8_t largest = bytes[0];
        bytes[0] = bytes[count];
        bytes[count] = largest;
        sift_byte(bytes, 0, count);
    }
}

static uint64_t load(const uint8_t *bytes, uint32_t index, uint32_t shift) {
    if (shift == 1) {
        return ((const tsp_lane_uint16 *)(const void *)bytes)[index];
    }
    const tsp_lane_uint32 *words = (const tsp_lane_uint32 *)(const void *)bytes;
    return shift == 2 ? words[index] : (uint64_t)words[2u * index + 1u] << 32 | words[2u * index];
}

static void store(uint8_t *bytes, uint32_t index, uint32_t shift, uint64_t key) {
    tsp_lane_uint32 *words = (tsp_lane_uint32 *)(void *)bytes;
    if (shift == 1) {
        ((tsp_lane_uint16 *)(void *)bytes)[index] = (uint16_t)key;
    } else if (shift == 2) {
        words[index] = (uint32_t)key;
    } else {
        words[2u * index] = (uint32_t)key;
        words[2u * index + 1u] = (uint32_t)(key >> 32);
    }
}

static void sift(uint8_t *bytes, uint32_t shift, uint32_t root, uint32_t count) {
    const uint64_t key = load(bytes, root, shift);
    for (uint32_t child = 2u * root + 1u; child < count; child = 2u * root + 1u) {
        uint64_t below = load(bytes, child, shift);
        if (child + 1u < count) {
            const uint64_t other = load(bytes, child + 1u, shift);
            child += other > below;
            below = other > below ? other : below;
        }
        if (below <= key) {
            break;
        }
        store(bytes, root, shift, below);
        root = child;
    }
    store(bytes, root, shift, key);
}

static void sort_wide(uint8_t *bytes, uint32_t shift, uint32_t length) {
    for (uint32_t root = length / 2u; root-- > 0;) {
        sift(bytes, shift, root, length);
    }
    for (uint32_t count = length; count-- > 1u;) {
        const uint64_t largest = load(bytes, 0, shift);
        store(bytes, 0, shift, load(bytes, count, shift));
        store(bytes, count, shift, largest);
        sift(bytes, shift, 0, count);
    }
}

/* What the bits of an element are compared as; `is_back`: the bits of what has been compared. */
static uint64_t turned(uint64_t bits, uint64_t sign, enum tsp_view_order order, bool is_back) {
    if (order == TSP_ORDER_SIGNED) {
        return bits ^ sign;
    }
    const uint64_t infinity = sign == UINT64_C(1) << 31 ? UINT64_C(0x7F800000) : UINT64_C(0x7FF0000000000000);
    const bool is_negative = ((bits & sign) != 0) != is_back;
    if (!is_back && (bits & (sign - 1u)) > infinity) {
        return bits | sign; /* NaN, whatever its sign */
    }
    return bits ^ (is_negative ? sign | (sign - 1u) : sign);
}

static void turn(struct tsp_view *self, const struct tsp_view_kind *kind, bool is_back) {
    const uint64_t sign = UINT64_C(1) << ((8u << kind->shift) - 1u);
    for (uint32_t i = 0; i < self->length; i++) {
        if (kind->shift == 0) {
            self->bytes[i] ^= 0x80u;
            continue;
        }
        const uint64_t bits = load(self->bytes, i, kind->shift);
        store(self->bytes, i, kind->shift, turned(bits, sign, (enum tsp_view_order)kind->order, is_back));
    }
}

struct tsp_view *tsp_view_sort(struct tsp_view *self) {
    const struct tsp_view_kind *kind = tsp_view_shape_of(&self->header)->elements;
    const bool is_turned = kind->order != TSP_ORDER_UNSIGNED;
    if (is_turned) {
        turn(self, kind, false);
    }
    if (kind->shift == 0) {
        sort_bytes(self->bytes, self->length);
    } else {
        sort_wide(self->bytes, kind->shift, self->length);
    }
    if (is_turned) {
        turn(self, kind, true);
    }
    return self;
}
