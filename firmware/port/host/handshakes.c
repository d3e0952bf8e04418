#include "handshakes.h"

#include <string.h>

enum { ETHERNET = 14, TCP = 6, PORTS = 4, FLAGS = 13, SYN = 0x02, RST = 0x04, ACK = 0x10 };

const uint8_t *handshake_tcp_header(const uint8_t *frame, size_t length) {
    if (length < ETHERNET + 20) {
        return NULL;
    }
    const uint8_t *ip = frame + ETHERNET;
    size_t header = 0;
    if (frame[12] == 0x08 && frame[13] == 0x00 && ip[9] == TCP) {
        header = (size_t)(ip[0] & 0x0f) * 4;
    } else if (frame[12] == 0x86 && frame[13] == 0xdd && ip[6] == TCP) {
        header = 40;
    }
    return header == 0 || length < ETHERNET + header + 20 ? NULL : ip + header;
}

/*
 * libslirp gives every connection an address family and a port of its own on its side, which with
 * the guest's port names it.
 */
static struct handshake *find(struct handshakes *handshakes, const uint8_t *frame, const uint8_t ports[PORTS]) {
    for (struct handshake *h = handshakes->table; h != handshakes->table + HANDSHAKE_COUNT; h++) {
        const uint8_t *tcp = h->length == 0 ? NULL : handshake_tcp_header(h->frame, h->length);
        if (tcp != NULL && h->frame[12] == frame[12] && memcmp(tcp, ports, PORTS) == 0) {
            return h;
        }
    }
    return NULL;
}

static void forget(struct handshakes *handshakes, struct handshake *handshake) {
    handshake->length = 0;
    handshakes->used--;
}

static struct handshake *find_free(struct handshakes *handshakes) {
    for (struct handshake *h = handshakes->table; h != handshakes->table + HANDSHAKE_COUNT; h++) {
        if (h->length == 0) {
            return h;
        }
    }
    return NULL;
}

void handshakes_note_request(struct handshakes *handshakes, const uint8_t *frame, size_t length, int64_t now_ms) {
    const uint8_t *tcp = handshake_tcp_header(frame, length);
    if (tcp == NULL || (tcp[FLAGS] & (SYN | ACK)) != SYN || length > HANDSHAKE_FRAME_MAX) {
        return;
    }
    struct handshake *handshake = find(handshakes, frame, tcp);
    if (handshake == NULL) {
        handshake = find_free(handshakes);
        if (handshake == NULL) {
            return;
        }
        handshakes->used++;
        handshake->started_ms = now_ms;
    }
    handshake->repeat_ms = now_ms + HANDSHAKE_REPEAT_MS;
    handshake->length = length;
    memcpy(handshake->frame, frame, length);
}

void handshakes_note_answer(struct handshakes *handshakes, const uint8_t *frame, size_t length) {
    const uint8_t *tcp = handshakes->used == 0 ? NULL : handshake_tcp_header(frame, length);
    if (tcp == NULL || (tcp[FLAGS] & (SYN | RST)) == 0) {
        return;
    }
    const uint8_t ports[PORTS] = {tcp[2], tcp[3], tcp[0], tcp[1]};
    struct handshake *handshake = find(handshakes, frame, ports);
    if (handshake != NULL) {
        forget(handshakes, handshake);
    }
}

const struct handshake *handshakes_take_due(struct handshakes *handshakes, int64_t now_ms) {
    for (size_t i = 0; handshakes->used > 0 && i < HANDSHAKE_COUNT; i++) {
        struct handshake *handshake = &handshakes->table[i];
        if (handshake->length == 0 || handshake->repeat_ms > now_ms) {
            continue;
        }
        if (now_ms - handshake->started_ms > HANDSHAKE_LIFE_MS) {
            forget(handshakes, handshake);
            continue;
        }
        handshake->repeat_ms = now_ms + HANDSHAKE_REPEAT_MS;
        return handshake;
    }
    return NULL;
}

uint32_t handshakes_until_due(const struct handshakes *handshakes, int64_t now_ms, uint32_t limit) {
    for (size_t i = 0; handshakes->used > 0 && i < HANDSHAKE_COUNT; i++) {
        const struct handshake *handshake = &handshakes->table[i];
        int64_t left = handshake->repeat_ms > now_ms ? handshake->repeat_ms - now_ms : 0;
        if (handshake->length > 0 && left < (int64_t)limit) {
            limit = (uint32_t)left;
        }
    }
    return limit;
}
