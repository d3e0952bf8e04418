/* Transfer blocks of the USB network: what hosts send, what they must not, and what goes back. */
#include <stdlib.h>
#include <string.h>

#include "ntb.h"
#include "random.h"
#include "unity.h"

#define FUZZ_ROUNDS 200000

static uint8_t block[TSP_NTB_SIZE];
static uint8_t own[TSP_NTB_SIZE];

void setUp(void) {
    memset(block, 0, sizeof(block));
    random_seed(20261);
}

void tearDown(void) {}

static void put16(unsigned at, unsigned value) {
    block[at] = (uint8_t)value;
    block[at + 1] = (uint8_t)(value >> 8);
}

static void write_header(unsigned length, unsigned table) {
    memcpy(block, "NCMH", 4);
    put16(4, 12);
    put16(6, 7);
    put16(8, length);
    put16(10, table);
}

static void write_table(unsigned at, unsigned entries, unsigned next) {
    memcpy(block + at, "NCM0", 4);
    put16(at + 4, 8 + 4 * entries);
    put16(at + 6, next);
}

static void write_entry(unsigned table, unsigned index, unsigned offset, unsigned length) {
    put16(table + 8 + 4 * index, offset);
    put16(table + 10 + 4 * index, length);
}

/*
 * Reads from a copy that is exactly as long as what was received, so that AddressSanitizer sees one
 * byte too many. Returns the number of frames, or -1 for no block; fails the test when a frame lies
 * outside.
 */
static int count_frames(uint32_t received) {
    uint8_t *copy = malloc(received > 0 ? received : 1);
    memcpy(copy, block, received);
    struct tsp_ntb_reader reader;
    int count = -1;
    if (tsp_ntb_open(&reader, copy, received)) {
        const uint8_t *frame;
        uint16_t length;
        unsigned sum = 0;
        for (count = 0; tsp_ntb_next(&reader, &frame, &length); count++) {
            TEST_ASSERT_TRUE(frame >= copy && frame + length <= copy + received);
            TEST_ASSERT_TRUE(length >= TSP_NTB_SHORTEST_FRAME && length <= TSP_NTB_LONGEST_FRAME);
            TEST_ASSERT_LESS_THAN_INT_MESSAGE(10000, count, "the block does not end");
            for (unsigned i = 0; i < length; i++) {
                sum += frame[i];
            }
        }
        TEST_ASSERT_GREATER_OR_EQUAL_UINT(0, sum);
    }
    free(copy);
    return count;
}

/* One frame of 60 bytes at 28, as Linux sends it with the table in front. */
static void write_usual(void) {
    write_header(88, 12);
    write_table(12, 2, 0);
    write_entry(12, 0, 28, 60);
}

static void test_a_block_with_one_frame_is_read(void) {
    write_usual();
    memset(block + 28, 0xA5, 60);
    struct tsp_ntb_reader reader;
    const uint8_t *frame;
    uint16_t length;
    TEST_ASSERT_TRUE(tsp_ntb_open(&reader, block, 88));
    TEST_ASSERT_TRUE(tsp_ntb_next(&reader, &frame, &length));
    TEST_ASSERT_EQUAL_PTR(block + 28, frame);
    TEST_ASSERT_EQUAL_UINT(60, length);
    TEST_ASSERT_FALSE(tsp_ntb_next(&reader, &frame, &length));
    TEST_ASSERT_FALSE(tsp_ntb_next(&reader, &frame, &length));
}

static void test_the_table_may_stand_behind_the_frames_and_be_continued(void) {
    write_header(400, 200);
    write_table(200, 3, 300);
    write_entry(200, 0, 12, 60);
    write_entry(200, 1, 72, 60);
    write_table(300, 2, 0);
    write_entry(300, 0, 132, 60);
    TEST_ASSERT_EQUAL_INT(3, count_frames(400));
}

static void test_length_zero_means_as_long_as_the_transfer(void) {
    write_usual();
    put16(8, 0);
    TEST_ASSERT_EQUAL_INT(1, count_frames(88));
}

static void test_a_transfer_may_be_longer_than_its_block(void) {
    write_usual();
    TEST_ASSERT_EQUAL_INT(1, count_frames(200));
}

static void test_what_is_no_block_is_refused(void) {
    TEST_ASSERT_EQUAL_INT(-1, count_frames(0));
    TEST_ASSERT_EQUAL_INT(-1, count_frames(88));
    write_usual();
    TEST_ASSERT_EQUAL_INT(-1, count_frames(11));
    TEST_ASSERT_EQUAL_INT_MESSAGE(-1, count_frames(87), "longer than what arrived");
    block[0] = 'X';
    TEST_ASSERT_EQUAL_INT(-1, count_frames(88));
    write_usual();
    put16(4, 16);
    TEST_ASSERT_EQUAL_INT_MESSAGE(-1, count_frames(88), "header of another length");
    write_usual();
    put16(8, 4);
    TEST_ASSERT_EQUAL_INT_MESSAGE(-1, count_frames(88), "shorter than its header");
}

static void test_bad_tables_hold_no_frames(void) {
    write_usual();
    put16(10, 0);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "no table");
    put16(10, 4);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "table in the header");
    put16(10, 84);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "table across the end");
    put16(10, 0xFFF0);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "table far outside");
    write_usual();
    put16(16, 0xFFFC);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "table longer than the block");
    put16(16, 4);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "table shorter than its header");
    write_usual();
    memcpy(block + 12, "NCM1", 4);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, count_frames(88), "frames with checksums were not agreed on");
}

static void test_a_table_without_end_mark_ends_with_its_length(void) {
    write_header(100, 12);
    write_table(12, 1, 0);
    write_entry(12, 0, 28, 60);
    write_entry(12, 1, 28, 60); /* outside the table */
    TEST_ASSERT_EQUAL_INT(1, count_frames(100));
}

static void test_bad_frames_are_passed_over_and_good_ones_kept(void) {
    write_header(400, 12);
    write_table(12, 7, 0);
    write_entry(12, 0, 390, 60);   /* across the end */
    write_entry(12, 1, 0xFFFF, 60);
    write_entry(12, 2, 100, 13);   /* no Ethernet header */
    write_entry(12, 3, 100, 1515); /* too long */
    write_entry(12, 4, 4, 60);     /* in the header */
    write_entry(12, 5, 100, 14);
    TEST_ASSERT_EQUAL_INT(1, count_frames(400));
}

static void test_a_chain_of_tables_that_bites_its_tail_ends(void) {
    write_header(88, 12);
    write_table(12, 2, 12);
    write_entry(12, 0, 28, 60);
    TEST_ASSERT_EQUAL_INT(8, count_frames(88));
}

static void test_random_changes_of_a_block_never_lead_outside(void) {
    int blocks = 0;
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
        memset(block, 0, 512);
        write_header(400, 12);
        write_table(12, 4, 200);
        write_entry(12, 0, 40, 60);
        write_entry(12, 1, 100, 60);
        write_entry(12, 2, 300, 90);
        write_table(200, 3, 0);
        write_entry(200, 0, 240, 14);
        write_entry(200, 1, 250, 50);
        for (uint32_t changes = 1 + random_below(6); changes > 0; changes--) {
            uint32_t at = random_below(3) > 0 ? random_below(36) : random_below(400);
            block[at] = (uint8_t)(random_below(2) ? random_below(256) : block[at] ^ 1u << random_below(8));
        }
        blocks += count_frames(random_below(4) ? 400 : random_below(401)) >= 0;
    }
    TEST_ASSERT_GREATER_THAN_INT_MESSAGE(FUZZ_ROUNDS / 4, blocks, "most rounds did not come past the header");
}

static void test_noise_never_leads_outside(void) {
    for (int round = 0; round < FUZZ_ROUNDS / 10; round++) {
        for (unsigned i = 0; i < 256; i++) {
            block[i] = (uint8_t)random_below(256);
        }
        memcpy(block, "NCMH\14", 6);
        block[9] = 0;
        (void)count_frames(random_below(257));
    }
}

static void test_what_is_written_can_be_read(void) {
    struct tsp_ntb_writer writer = {.block = own};
    for (unsigned i = 0; i < 3; i++) {
        uint8_t *room = tsp_ntb_add(&writer, (uint16_t)(61 + i));
        TEST_ASSERT_NOT_NULL(room);
        TEST_ASSERT_EQUAL_UINT_MESSAGE(0, (uintptr_t)(room - own) % 4, "the parameters promise this alignment");
        memset(room, (int)i, 61 + i);
    }
    uint16_t length = tsp_ntb_finish(&writer, 0x1234);
    struct tsp_ntb_reader reader;
    TEST_ASSERT_TRUE(tsp_ntb_open(&reader, own, length));
    TEST_ASSERT_EQUAL_HEX8(0x34, own[6]);
    TEST_ASSERT_EQUAL_HEX8(0x12, own[7]);
    for (unsigned i = 0; i < 3; i++) {
        const uint8_t *frame;
        uint16_t size;
        TEST_ASSERT_TRUE(tsp_ntb_next(&reader, &frame, &size));
        TEST_ASSERT_EQUAL_UINT(61 + i, size);
        TEST_ASSERT_EACH_EQUAL_UINT8(i, frame, size);
    }
}

static void test_a_block_takes_no_more_than_it_holds(void) {
    struct tsp_ntb_writer writer = {.block = own};
    TEST_ASSERT_NOT_NULL_MESSAGE(tsp_ntb_add(&writer, TSP_NTB_LONGEST_FRAME), "an empty block takes every frame");
    TEST_ASSERT_NULL(tsp_ntb_add(&writer, TSP_NTB_LONGEST_FRAME));
    TEST_ASSERT_NOT_NULL(tsp_ntb_add(&writer, 60));
    writer = (struct tsp_ntb_writer){.block = own};
    for (unsigned i = 0; i < TSP_NTB_FRAMES; i++) {
        TEST_ASSERT_NOT_NULL(tsp_ntb_add(&writer, 60));
    }
    TEST_ASSERT_NULL(tsp_ntb_add(&writer, 60));
}

static void test_every_block_ends_with_a_short_packet(void) {
    for (unsigned first = TSP_NTB_SHORTEST_FRAME; first <= TSP_NTB_LONGEST_FRAME; first++) {
        uint8_t *guarded = malloc(TSP_NTB_SIZE);
        struct tsp_ntb_writer writer = {.block = guarded};
        TEST_ASSERT_NOT_NULL(tsp_ntb_add(&writer, (uint16_t)first));
        while (tsp_ntb_add(&writer, 200) != NULL) {
        }
        uint16_t length = tsp_ntb_finish(&writer, 0);
        TEST_ASSERT_LESS_OR_EQUAL_UINT(TSP_NTB_SIZE, length);
        TEST_ASSERT_NOT_EQUAL(0, length % 64);
        TEST_ASSERT_EQUAL_UINT(length, guarded[8] + 256u * guarded[9]);
        free(guarded);
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_block_with_one_frame_is_read);
    RUN_TEST(test_the_table_may_stand_behind_the_frames_and_be_continued);
    RUN_TEST(test_length_zero_means_as_long_as_the_transfer);
    RUN_TEST(test_a_transfer_may_be_longer_than_its_block);
    RUN_TEST(test_what_is_no_block_is_refused);
    RUN_TEST(test_bad_tables_hold_no_frames);
    RUN_TEST(test_a_table_without_end_mark_ends_with_its_length);
    RUN_TEST(test_bad_frames_are_passed_over_and_good_ones_kept);
    RUN_TEST(test_a_chain_of_tables_that_bites_its_tail_ends);
    RUN_TEST(test_random_changes_of_a_block_never_lead_outside);
    RUN_TEST(test_noise_never_leads_outside);
    RUN_TEST(test_what_is_written_can_be_read);
    RUN_TEST(test_a_block_takes_no_more_than_it_holds);
    RUN_TEST(test_every_block_ends_with_a_short_packet);
    return UNITY_END();
}
