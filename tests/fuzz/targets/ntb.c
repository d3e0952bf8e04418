/* Transfer blocks that a computer sends over USB, and what is made of them: ntb.h. */
#include <stdlib.h>
#include <string.h>

#include "fuzz_port.h"
#include "ntb.h"

/* Writes the frames that were read into a block of ours, which has to give the same ones back. */
static void write_back(const uint8_t *frame, uint16_t length) {
    uint8_t block[TSP_NTB_SIZE];
    struct tsp_ntb_writer writer = {.block = block};
    struct tsp_ntb_reader reader;
    const uint8_t *again;
    uint16_t again_length;
    for (unsigned count = 0; count < TSP_NTB_FRAMES; count++) {
        uint8_t *room = tsp_ntb_add(&writer, length);
        if (room == NULL) {
            break;
        }
        memcpy(room, frame, length);
    }
    uint16_t size = tsp_ntb_finish(&writer, 1);
    if (size > TSP_NTB_SIZE || size % 64u == 0 || !tsp_ntb_open(&reader, block, size)) {
        fuzz_fail("a block of ours is none");
    }
    for (unsigned count = 0; count < writer.frames; count++) {
        if (!tsp_ntb_next(&reader, &again, &again_length) || again_length != length ||
            memcmp(again, frame, length) != 0) {
            fuzz_fail("a frame does not come back");
        }
    }
    if (tsp_ntb_next(&reader, &again, &again_length)) {
        fuzz_fail("a frame too many comes back");
    }
}

/* Gives most inputs the header and the table that chance would hardly find. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    enum { HEADER = 12, TABLE = 8 };
    size = LLVMFuzzerMutate(data, size, max_size);
    if (size < HEADER + TABLE || seed % 8u == 0) {
        return size;
    }
    size_t table = HEADER + (data[10] | (size_t)data[11] << 8) % (size - HEADER - TABLE + 1);
    memcpy(data, "NCMH\14\0", 6);
    data[8] = seed % 8u == 1 ? data[8] : 0;
    data[9] = data[8] == 0 ? 0 : data[9];
    data[10] = (uint8_t)table;
    data[11] = (uint8_t)(table >> 8);
    memcpy(data + table, "NCM0", 4);
    data[table + 5] = (uint8_t)(data[table + 5] & 3u);
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct tsp_ntb_reader reader;
    const uint8_t *frame;
    uint16_t length;
    unsigned frames = 0;
    if (size > TSP_NTB_SIZE) {
        return 0;
    }
    if (!tsp_ntb_open(&reader, data, (uint32_t)size)) {
        return 0;
    }
    while (tsp_ntb_next(&reader, &frame, &length)) {
        if (frame < data || length > size || frame + length > data + size || length < TSP_NTB_SHORTEST_FRAME ||
            length > TSP_NTB_LONGEST_FRAME) {
            fuzz_fail("a frame lies outside its block");
        }
        if (++frames > TSP_NTB_SIZE * 8u) {
            fuzz_fail("a block does not end");
        }
        if (frames <= 2) {
            write_back(frame, length);
        }
    }
    return 0;
}
