#include "frames/records.h"

#include <string.h>

#include "frames/peers.h"
#include "fuzz_net.h"
#include "lwip/prot/tcp.h"

bool records_held;

static uint16_t next_local = 1024;

struct record records_take(struct fuzz_input *input) {
    struct record record;
    record.action = (uint8_t)(fuzz_take8(input) % ACTIONS);
    record.peer = (uint8_t)(fuzz_take8(input) % PEERS);
    record.a = fuzz_take16(input);
    record.b = fuzz_take16(input);
    record.c = fuzz_take16(input);
    return record;
}

size_t records_tail(const struct record *record) {
    switch (record->action) {
    case TEXT:
        return record->a & 127u;
    case FRAME:
        return record->b & 63u;
    case OPTIONS:
        return record->b & 36u;
    default:
        return 0;
    }
}

static void open_connection(struct peer *peer, const struct record *record) {
    uint8_t options[4] = {2, 4};
    *peer = (struct peer){
        .local = next_local, .port = (uint16_t)(80 + (record->c & 3u)), .window = record->a,
        .deaf = (record->c & 4u) != 0};
    peer->next = (record->c & 8u) != 0 ? 0xFFFFFF00u : 1000u;
    next_local = next_local == 65000 ? 1024 : (uint16_t)(next_local + 1);
    fuzz_put16(options + 2, record->b);
    struct segment segment = {TCP_SYN, peer->next, 0, options, sizeof options, NULL, 0};
    peer->next++;
    peers_send(peer, &segment);
}

static void send_contents(struct peer *peer, const struct record *record) {
    static const char *const texts[] = {"GET / HTTP/1.1\r\nhost: board\r\n\r\n",
                                        "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello", "q", "abcx"};
    peer->window = record->b;
    if (record->c < 4) {
        const char *text = texts[record->c];
        peers_send_bytes(peer, (const uint8_t *)text, strlen(text), TCP_PSH);
    } else {
        peers_send_bytes(peer, peers_pattern, record->a % (PAYLOAD_MAX + 1), TCP_PSH);
    }
}

void records_act(const struct record *record, const uint8_t *tail, size_t tail_length) {
    struct peer *peer = &peers[record->peer];
    int32_t offset = (int16_t)record->b;
    size_t length = record->a % (PAYLOAD_MAX + 1);
    uint8_t options[36] = {0};
    switch ((enum action)record->action) {
    case OPEN:
        open_connection(peer, record);
        break;
    case SEND:
        send_contents(peer, record);
        break;
    case INJECT:
        peers_send_flags(peer, (uint8_t)record->c, peer->next + (uint32_t)offset,
                         peer->expected + (uint32_t)(int8_t)(record->c >> 8), length);
        break;
    case ANSWER:
        peer->window = record->a;
        peers_send_flags(peer, TCP_ACK, peer->next, peer->expected + (uint32_t)offset, 0);
        break;
    case FINISH:
        peers_send_bytes(peer, peers_pattern, length, TCP_FIN);
        break;
    case RESET:
        peers_send_flags(peer, TCP_RST, peer->next + (uint32_t)offset, peer->expected, 0);
        break;
    case WAIT:
        fuzz_net_advance(record->a % 10000u);
        break;
    case DEAF:
        peer->deaf = !peer->deaf;
        break;
    case TEXT:
        peers_send_bytes(peer, tail, tail_length, TCP_PSH);
        break;
    case FRAME:
        records_send_frame(record, tail, tail_length);
        break;
    case OPTIONS: {
        memcpy(options, tail, tail_length);
        struct segment segment = {(uint8_t)(TCP_ACK | (record->c & 0xffu)), peer->next, peer->expected, options,
                                  (tail_length + 3) & ~(size_t)3, peers_pattern, length % 1400u};
        peers_send(peer, &segment);
        break;
    }
    case HOLD:
        records_held = !records_held;
        break;
    case ACTIONS:
        break;
    }
}
