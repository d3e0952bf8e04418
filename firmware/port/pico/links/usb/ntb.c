#include "ntb.h"

#include <stddef.h>

/*
 * "NCMH" and "NCM0" (datagrams without checksum, the only form while SET_CRC_MODE is not offered).
 */
#define HEADER_SIGNATURE 0x484D434Eu
#define TABLE_SIGNATURE 0x304D434Eu
#define HEADER_SIZE 12u
/* A pointer table: 8 bytes of header, then pairs of offset and length; a pair of zeros ends it. */
#define TABLE_HEADER_SIZE 8u
#define ENTRY_SIZE 4u
#define TABLES_PER_BLOCK 8u

#define OWN_TABLE HEADER_SIZE
#define OWN_TABLE_SIZE (TABLE_HEADER_SIZE + ENTRY_SIZE * (TSP_NTB_FRAMES + 1))
#define FIRST_FRAME (OWN_TABLE + OWN_TABLE_SIZE)
#define FRAME_ALIGNMENT 4u
#define USB_PACKET 64u

static uint32_t get16(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t get32(const uint8_t *at) {
    return get16(at) | get16(at + 2) << 16;
}

static void put16(uint8_t *at, uint32_t value) {
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *at, uint32_t value) {
    put16(at, value);
    put16(at + 2, value >> 16);
}

bool tsp_ntb_open(struct tsp_ntb_reader *reader, const uint8_t *block, uint32_t received) {
    if (received < HEADER_SIZE || get32(block) != HEADER_SIGNATURE || get16(block + 4) != HEADER_SIZE) {
        return false;
    }
    uint32_t length = get16(block + 8);
    /* Length 0: the block is as long as the transfer (section 3.2.1). */
    if (length == 0) {
        length = received;
    }
    if (length > received || length < HEADER_SIZE) {
        return false;
    }
    reader->block = block;
    reader->length = length;
    reader->entry = 0;
    reader->entries = 0;
    reader->table = get16(block + 10);
    reader->tables = TABLES_PER_BLOCK;
    return true;
}

/* Goes to the next pointer table; false when there is none that can be read. */
static bool open_table(struct tsp_ntb_reader *reader) {
    uint32_t at = reader->table;
    if (at < HEADER_SIZE || reader->tables == 0 || at + TABLE_HEADER_SIZE > reader->length) {
        return false;
    }
    const uint8_t *table = reader->block + at;
    uint32_t size = get16(table + 4);
    if (get32(table) != TABLE_SIGNATURE || size < TABLE_HEADER_SIZE || size > reader->length - at) {
        return false;
    }
    reader->tables--;
    reader->table = get16(table + 6);
    reader->entry = at + TABLE_HEADER_SIZE;
    reader->entries = (size - TABLE_HEADER_SIZE) / ENTRY_SIZE;
    return true;
}

/* Takes one pointer; false when the table ends. */
static bool take_entry(struct tsp_ntb_reader *reader, uint32_t *offset, uint32_t *length) {
    if (reader->entries == 0) {
        return false;
    }
    const uint8_t *entry = reader->block + reader->entry;
    reader->entry += ENTRY_SIZE;
    reader->entries--;
    *offset = get16(entry);
    *length = get16(entry + 2);
    if (*offset == 0 || *length == 0) {
        reader->entries = 0; /* What follows the end mark is no pointer. */
        return false;
    }
    return true;
}

bool tsp_ntb_next(struct tsp_ntb_reader *reader, const uint8_t **frame, uint16_t *length) {
    for (;;) {
        uint32_t offset;
        uint32_t size;
        while (take_entry(reader, &offset, &size)) {
            if (size >= TSP_NTB_SHORTEST_FRAME && size <= TSP_NTB_LONGEST_FRAME && offset >= HEADER_SIZE &&
                    offset + size <= reader->length) {
                *frame = reader->block + offset;
                *length = (uint16_t)size;
                return true;
            }
        }
        if (!open_table(reader)) {
            return false;
        }
    }
}

uint8_t *tsp_ntb_add(struct tsp_ntb_writer *writer, uint16_t length) {
    uint32_t start = FIRST_FRAME;
    if (writer->frames > 0) {
        start = (writer->length + FRAME_ALIGNMENT - 1) & ~(FRAME_ALIGNMENT - 1);
    }
    /* One byte is kept for tsp_ntb_finish. */
    if (writer->frames == TSP_NTB_FRAMES || start + length > TSP_NTB_SIZE - 1) {
        return NULL;
    }
    uint8_t *entry = writer->block + OWN_TABLE + TABLE_HEADER_SIZE + ENTRY_SIZE * writer->frames;
    put16(entry, start);
    put16(entry + 2, length);
    writer->frames++;
    writer->length = (uint16_t)(start + length);
    return writer->block + start;
}

uint16_t tsp_ntb_finish(struct tsp_ntb_writer *writer, uint16_t sequence) {
    uint8_t *block = writer->block;
    if (writer->length % USB_PACKET == 0) {
        block[writer->length] = 0;
        writer->length++;
    }
    put32(block, HEADER_SIGNATURE);
    put16(block + 4, HEADER_SIZE);
    put16(block + 6, sequence);
    put16(block + 8, writer->length);
    put16(block + 10, OWN_TABLE);
    uint8_t *table = block + OWN_TABLE;
    put32(table, TABLE_SIGNATURE);
    put16(table + 4, TABLE_HEADER_SIZE + ENTRY_SIZE * (writer->frames + 1u));
    put16(table + 6, 0);
    put32(table + TABLE_HEADER_SIZE + ENTRY_SIZE * writer->frames, 0);
    return writer->length;
}
