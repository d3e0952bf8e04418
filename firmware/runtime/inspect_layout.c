/* groupArrayElements, isBelowBreakLength and getStringWidth of lib/internal/util/inspect.js. */
#include "runtime/inspect_layout.h"

#include "runtime/math.h"

#define LINE_LENGTH 80u
#define FEWEST_GROUPED 7u
#define SEPARATOR 2u

void tsp_layout_add(struct tsp_layout *layout, const struct tsp_extent *entry) {
    if (layout->count < TSP_MOST_GROUPED) {
        layout->widths[layout->count] = (uint8_t)(entry->width < 255 ? entry->width : 255);
    }
    layout->count++;
    layout->length += entry->length;
    layout->is_broken = layout->is_broken || entry->is_broken;
}

bool tsp_fits_line(uint32_t count, uint32_t length, uint32_t opening, unsigned indentation) {
    uint32_t start = count + indentation + opening + 10u;
    return length + count + start <= LINE_LENGTH;
}

bool tsp_layout_is_line(const struct tsp_layout *layout, uint32_t opening, unsigned indentation) {
    return !layout->is_broken && tsp_fits_line(layout->count, layout->length, opening, indentation);
}

uint32_t tsp_layout_grouped(const struct tsp_layout *layout) {
    return layout->count > TSP_MOST_ELEMENTS ? TSP_MOST_ELEMENTS : layout->count;
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* As many columns as make the block about as high as it is wide. */
static unsigned columns_for(uint32_t all, uint32_t grouped, unsigned widest, uint32_t total, unsigned indentation) {
    const double heights = 2.5;
    double bias = tsp_math_sqrt((double)widest - (double)total / (double)all);
    double biased = (double)widest - 3.0 - bias;
    if (!(biased > 1.0)) {
        biased = 1.0;
    }
    unsigned square = (unsigned)(tsp_math_sqrt(heights * biased * (double)grouped) / biased + 0.5);
    return least(least(square, (LINE_LENGTH - indentation) / widest), 12u);
}

void tsp_layout_group(struct tsp_layout *layout, unsigned indentation) {
    uint32_t grouped = tsp_layout_grouped(layout);
    uint32_t total = 0;
    unsigned widest = 0;
    layout->columns = 0;
    if (layout->count < FEWEST_GROUPED || layout->count > TSP_MOST_GROUPED) {
        return;
    }
    for (uint32_t i = 0; i < grouped; i++) {
        unsigned width = layout->widths[i];
        total += width + SEPARATOR;
        widest = width > widest ? width : widest;
    }
    unsigned most = widest + SEPARATOR;
    if (most * 3u + indentation >= LINE_LENGTH || (total <= 5u * most && widest > 6u)) {
        return;
    }
    unsigned columns = columns_for(layout->count, grouped, most, total, indentation);
    if (columns <= 1) {
        return;
    }
    layout->columns = (uint8_t)columns;
    memset(layout->widest, 0, sizeof layout->widest);
    for (uint32_t i = 0; i < grouped; i++) {
        uint8_t *column = &layout->widest[i % columns];
        *column = layout->widths[i] > *column ? layout->widths[i] : *column;
    }
}

struct range {
    int32_t from;
    int32_t to;
};

static bool is_in(const struct range *ranges, unsigned count, int32_t point) {
    for (unsigned i = 0; i < count; i++) {
        if (point >= ranges[i].from && point <= ranges[i].to) {
            return true;
        }
    }
    return false;
}

unsigned tsp_columns_of(int32_t point) {
    static const struct range nothing[] = {{0x0300, 0x036f}, {0x200b, 0x200f}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f},
                                           {0xfe20, 0xfe2f}, {0xe0100, 0xe01ef}};
    static const struct range wide[] = {
        {0x1100, 0x115f}, {0x2329, 0x232a}, {0x2e80, 0x303e}, {0x3040, 0x3247}, {0x3250, 0x4dbf},   {0x4e00, 0xa4c6},
        {0xa960, 0xa97c}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6b},   {0xff01, 0xff60},
        {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6fc}, {0x1f900, 0x1faff}, {0x20000, 0x3fffd}};
    if (point < 0x0300) {
        return point >= 32 && (point < 127 || point >= 160) ? 1 : 0;
    }
    return is_in(nothing, sizeof nothing / sizeof nothing[0], point) ? 0
           : is_in(wide, sizeof wide / sizeof wide[0], point)         ? 2
                                                                      : 1;
}
