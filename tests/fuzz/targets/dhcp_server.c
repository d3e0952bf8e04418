/*
 * Messages to the DHCP server of the USB link, several in a row: dhcp_answers.h. The first byte of
 * each says how long it is.
 */
#include <stdlib.h>
#include <string.h>

#include "dhcp_answers.h"
#include "fuzz_input.h"
#include "fuzz_port.h"

#define BOARD 0xC0A80701u
#define MASK 0xFFFFFF00u
#define OPTIONS 240u
#define MESSAGE_MAX 600u

/*
 * A request with the fixed fields as clients send them; the input gives the client and the options.
 */
static size_t make_message(struct fuzz_input *input, uint8_t *message) {
    static const uint8_t cookie[4] = {0x63, 0x82, 0x53, 0x63};
    const uint8_t *bytes;
    uint8_t kind = fuzz_take8(input);
    memset(message, 0, OPTIONS);
    message[0] = message[1] = 1;
    message[2] = 6;
    message[28] = 2;
    message[33] = (uint8_t)(kind & 7u);
    message[10] = (uint8_t)(kind & 0x80u);
    memcpy(message + OPTIONS - 4, cookie, sizeof cookie);
    size_t length = fuzz_take_bytes(input, fuzz_take8(input), &bytes);
    memcpy(message + OPTIONS, bytes, length);
    if ((kind & 0x40u) != 0) {
        /* Some of the fixed fields too. */
        uint8_t at = fuzz_take8(input);
        message[at % OPTIONS] = fuzz_take8(input);
    }
    return OPTIONS + length;
}

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void check_answer(const uint8_t *answer, uint32_t destination) {
    uint32_t offered = get32(answer + 16);
    bool of_pool = offered > BOARD && offered <= BOARD + TSP_DHCP_LEASES;
    if (answer[0] != 2 || (offered != 0 && !of_pool)) {
        fuzz_fail("an address outside the pool is given out");
    }
    if (destination != 0xFFFFFFFFu && (destination & MASK) != (BOARD & MASK)) {
        fuzz_fail("an answer leaves the network");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input input = {data, size};
    struct tsp_dhcp_server server = {.address = BOARD, .mask = MASK, .first = BOARD + 1};
    while (input.left > 0) {
        uint8_t answer[TSP_DHCP_ANSWER_SIZE];
        uint8_t message[MESSAGE_MAX];
        uint32_t destination;
        size_t length = make_message(&input, message);
        /* As long as what was received, so that a byte too many is seen. */
        uint8_t *copy = malloc(length);
        if (copy == NULL) {
            return 0;
        }
        memcpy(copy, message, length);
        if (tsp_dhcp_answer(&server, copy, (uint32_t)length, answer, &destination)) {
            check_answer(answer, destination);
        }
        free(copy);
    }
    return 0;
}
