/*
 * Ethernet frames into a compiled program, which serves over the real lwIP in this process. The
 * input is a list of records: what one of four peers does, any frame, or time. Peers complete
 * handshakes and follow sequence numbers by themselves, so that mutations reach what is behind
 * them.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz_input.h"
#include "fuzz_net.h"
#include "fuzz_port.h"
#include "io/connection.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/prot/tcp.h"
#include "lwip/stats.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/microtask.h"
#include "runtime/timer.h"

#define PEERS 4u
#define RECORD 8u
#define RECORDS_MAX 120u
#define TCP_HEADER 20u
#define PAYLOAD_MAX 1460u
/* Ticks of 500 ms until every deadline of the socket classes has passed. */
#define TICKS_OF_ALL_DEADLINES 1500u

enum action {
    OPEN,    /* SYN: port, window a, segment size b */
    SEND,    /* bytes in order: a of them, window b, contents c */
    INJECT,  /* a bytes at b from where the peer is, flags c */
    ANSWER,  /* acknowledges: window a, b from what is right */
    FINISH,  /* FIN behind a bytes */
    RESET,   /* RST at b from where the peer is */
    WAIT,    /* a milliseconds, 10 s at most */
    DEAF,    /* acknowledges no more, or again */
    TEXT,    /* bytes of the input in order */
    FRAME,   /* a frame of a template c with bytes of the input over it at a */
    OPTIONS, /* a segment of a bytes with options of the input */
    HOLD,    /* the program runs no more, or again */
    ACTIONS
};

struct record {
    uint8_t action;
    uint8_t peer;
    uint16_t a;
    uint16_t b;
    uint16_t c;
};

struct peer {
    uint16_t local;
    uint16_t port;
    uint32_t next;     /* sequence number of what it sends next */
    uint32_t expected; /* what it acknowledges */
    uint16_t window;
    bool connected;
    bool deaf;
};

static struct peer peers[PEERS];
static uint16_t next_local = 1024;
static bool held;
static uint8_t pattern[PAYLOAD_MAX];
static unsigned baseline_pools[MEMP_MAX];

/// Segments ///

static bool is_ipv6(const struct peer *peer) {
    return peer == &peers[PEERS - 1];
}

static size_t put_headers(const struct peer *peer, uint8_t *frame, size_t segment) {
    static const uint8_t addresses4[8] = {10, 0, 0, 2, 10, 0, 0, 1};
    uint8_t *ip = frame + FUZZ_ETHERNET;
    memcpy(frame, fuzz_own_mac, 6);
    memcpy(frame + 6, fuzz_peer_mac, 6);
    if (is_ipv6(peer)) {
        memset(ip, 0, 40);
        fuzz_put16(frame + 12, 0x86DD);
        ip[0] = 0x60;
        fuzz_put16(ip + 4, (unsigned)segment);
        ip[6] = IP_PROTO_TCP;
        ip[7] = 64;
        ip[8] = ip[24] = 0xfd;
        ip[23] = 2;
        ip[39] = 1;
        return FUZZ_ETHERNET + 40;
    }
    memset(ip, 0, 20);
    fuzz_put16(frame + 12, 0x0800);
    ip[0] = 0x45;
    fuzz_put16(ip + 2, (unsigned)(20 + segment));
    ip[8] = 64;
    ip[9] = IP_PROTO_TCP;
    memcpy(ip + 12, addresses4, sizeof addresses4);
    return FUZZ_ETHERNET + 20;
}

struct segment {
    uint8_t flags;
    uint32_t sequence;
    uint32_t acknowledged;
    const uint8_t *options;
    size_t options_length; /* a multiple of 4 */
    const uint8_t *data;
    size_t length;
};

static void send_segment(const struct peer *peer, const struct segment *segment) {
    uint8_t frame[FUZZ_FRAME_MAX];
    size_t size = TCP_HEADER + segment->options_length + segment->length;
    if (size > FUZZ_FRAME_MAX - FUZZ_ETHERNET - 40) {
        return;
    }
    size_t at = put_headers(peer, frame, size);
    uint8_t *tcp = frame + at;
    fuzz_put16(tcp, peer->local);
    fuzz_put16(tcp + 2, peer->port);
    fuzz_put32(tcp + 4, segment->sequence);
    fuzz_put32(tcp + 8, segment->acknowledged);
    tcp[12] = (uint8_t)((TCP_HEADER + segment->options_length) / 4 << 4);
    tcp[13] = segment->flags;
    fuzz_put16(tcp + 14, peer->window);
    fuzz_put32(tcp + 16, 0);
    if (segment->options_length > 0) {
        memcpy(tcp + TCP_HEADER, segment->options, segment->options_length);
    }
    if (segment->length > 0) {
        memcpy(tcp + TCP_HEADER + segment->options_length, segment->data, segment->length);
    }
    fuzz_put_checksums(frame, at + size);
    fuzz_net_receive(frame, at + size);
}

static void send_flags(const struct peer *peer, uint8_t flags, uint32_t sequence, uint32_t acknowledged, size_t length) {
    struct segment segment = {flags, sequence, acknowledged, NULL, 0, pattern, length};
    send_segment(peer, &segment);
}

/* What a peer makes of a segment of the server. */
static void peer_receives(struct peer *peer, const uint8_t *tcp, size_t size) {
    size_t header = (size_t)(tcp[12] >> 4) * 4u;
    uint8_t flags = tcp[13];
    uint32_t sequence = fuzz_get32(tcp + 4);
    if (header < TCP_HEADER || header > size) {
        fuzz_fail("a segment of ours is malformed");
    }
    if ((flags & TCP_RST) != 0) {
        peer->connected = false;
        return;
    }
    if ((flags & TCP_SYN) != 0) {
        peer->expected = sequence + 1;
        peer->connected = true;
        if (!peer->deaf) {
            send_flags(peer, TCP_ACK, peer->next, peer->expected, 0);
        }
        return;
    }
    uint32_t length = (uint32_t)(size - header) + ((flags & TCP_FIN) != 0);
    if (length > 0 && sequence == peer->expected && !peer->deaf && peer->connected) {
        peer->expected += length;
        send_flags(peer, TCP_ACK, peer->next, peer->expected, 0);
    }
}

static void take_frame(const uint8_t *frame, size_t length) {
    const uint8_t *ip = frame + FUZZ_ETHERNET;
    bool ipv6 = fuzz_get16(frame + 12) == 0x86DD;
    size_t at = FUZZ_ETHERNET + (ipv6 ? 40u : 20u);
    if (length < at + TCP_HEADER || ip[ipv6 ? 6 : 9] != IP_PROTO_TCP || (!ipv6 && fuzz_get16(frame + 12) != 0x0800)) {
        return;
    }
    for (struct peer *peer = peers; peer != peers + PEERS; peer++) {
        if (peer->local == fuzz_get16(frame + at + 2) && is_ipv6(peer) == ipv6) {
            peer_receives(peer, frame + at, length - at);
        }
    }
}

/// The program's turns ///

static void turn(void) {
    if (held) {
        return;
    }
    tsp_timers_expire();
    for (unsigned rounds = 0; tsp_loop_run(1000) > 0; rounds++) {
        if (rounds > 1000) {
            fuzz_fail("the program finds no end of tasks");
        }
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    for (size_t i = 0; i < PAYLOAD_MAX; i++) {
        pattern[i] = (uint8_t)(i * 7 + i / 251);
    }
    fuzz_net_start(true);
    fuzz_net_sent = take_frame;
    tsp_heap_init(tsp_program_roots);
    tsp_program_main();
    if (tsp_exception_pending() || !tsp_microtasks_run(true)) {
        fuzz_fail("the program does not start");
    }
    fuzz_net_turn = turn;
    fuzz_net_advance(5000);
    for (int i = 0; i < MEMP_MAX; i++) {
        baseline_pools[i] = (unsigned)lwip_stats.memp[i]->used;
    }
    return 0;
}

/// Records ///

static struct record take_record(struct fuzz_input *input) {
    struct record record;
    record.action = (uint8_t)(fuzz_take8(input) % ACTIONS);
    record.peer = (uint8_t)(fuzz_take8(input) % PEERS);
    record.a = fuzz_take16(input);
    record.b = fuzz_take16(input);
    record.c = fuzz_take16(input);
    return record;
}

/* How many bytes of the input belong to a record, behind its fields. */
static size_t tail_of(const struct record *record) {
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
        .local = next_local, .port = (uint16_t)(80 + (record->c & 3u)), .window = record->a, .deaf = (record->c & 4u) != 0};
    peer->next = (record->c & 8u) != 0 ? 0xFFFFFF00u : 1000u;
    next_local = next_local == 65000 ? 1024 : (uint16_t)(next_local + 1);
    fuzz_put16(options + 2, record->b);
    struct segment segment = {TCP_SYN, peer->next, 0, options, sizeof options, NULL, 0};
    peer->next++;
    send_segment(peer, &segment);
}

static void send_bytes(struct peer *peer, const uint8_t *bytes, size_t length, uint8_t flags) {
    struct segment segment = {(uint8_t)(TCP_ACK | flags), peer->next, peer->expected, NULL, 0, bytes, length};
    peer->next += (uint32_t)length + ((flags & TCP_FIN) != 0);
    send_segment(peer, &segment);
}

static void send_contents(struct peer *peer, const struct record *record) {
    static const char *const texts[] = {"GET / HTTP/1.1\r\nhost: board\r\n\r\n", "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello", "q", "abcx"};
    peer->window = record->b;
    if (record->c < 4) {
        const char *text = texts[record->c];
        send_bytes(peer, (const uint8_t *)text, strlen(text), TCP_PSH);
    } else {
        send_bytes(peer, pattern, record->a % (PAYLOAD_MAX + 1), TCP_PSH);
    }
}

/* Frames of other protocols, as they look where they begin; the input writes over them. */
static const uint8_t templates[][64] = {
    /* ARP request for our address, from a peer */
    {[0] = 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 3, 0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 3, 10, 0, 0, 3,
     [38] = 10, 0, 0, 1},
    /* ICMP echo request */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 1, 0, 0, 64, 1, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1, 8, 0, 0, 0, 1, 1},
    /* UDP to a port that nobody has */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1, 0, 9, 0, 99, 0, 30},
    /* IPv4 with options, TCP to port 80 */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x46, 0, 0, 50, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1, 1, 1, 1, 0, 4, 0, 0,
     80, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2},
    /* a first fragment */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 1, 0x20, 0, 64, 17, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1},
    /* ICMPv6 echo request */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfd, [37] = 2, 0xfd, [53] = 1, 128},
    /* neighbour solicitation for our address */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfd, [37] = 2, 0xfd, [53] = 1, 135},
    /* router advertisement */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfe, 0x80, [37] = 2, 0xfd, [53] = 1, 134},
    /* hop-by-hop options */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 0, 255, 0xfd, [37] = 2, 0xfd, [53] = 1, 6, 0},
    /* redirect, packet too big */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfe, 0x80, [37] = 2, 0xfd, [53] = 1, 137},
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 60, 58, 255, 0xfd, [37] = 2, 0xfd, [53] = 1, 2, 0, 0, 0, 0, 0, 5},
    /* IGMP query, MLD query */
    {1, 0, 0x5e, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 28, 0, 1, 0, 0, 1, 2, 0, 0, 10, 0, 0, 2, 224, 0, 0, 1, 0x11, 10},
    {0x33, 0x33, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 24, 58, 1, 0xfe, 0x80, [37] = 2, 0xff, 2, [53] = 1, 130},
};
#define TEMPLATES (sizeof templates / sizeof templates[0])

static void send_frame(const struct record *record, const uint8_t *bytes, size_t length) {
    uint8_t frame[160] = {0};
    size_t size = 64 + (record->b >> 6) % (sizeof frame - 63);
    memcpy(frame, templates[record->c % TEMPLATES], 64);
    size_t at = record->a % size;
    size_t count = length < size - at ? length : size - at;
    memcpy(frame + at, bytes, count);
    if ((record->c & 0x8000u) == 0 && fuzz_get16(frame + 12) == 0x86DD) {
        fuzz_put16(frame + 18, (unsigned)(size - FUZZ_ETHERNET - 40));
    }
    fuzz_put_checksums(frame, size);
    fuzz_net_receive(frame, size);
}

static void act(const struct record *record, const uint8_t *tail, size_t tail_length) {
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
        send_flags(peer, (uint8_t)record->c, peer->next + (uint32_t)offset, peer->expected + (uint32_t)(int8_t)(record->c >> 8), length);
        break;
    case ANSWER:
        peer->window = record->a;
        send_flags(peer, TCP_ACK, peer->next, peer->expected + (uint32_t)offset, 0);
        break;
    case FINISH:
        send_bytes(peer, pattern, length, TCP_FIN);
        break;
    case RESET:
        send_flags(peer, TCP_RST, peer->next + (uint32_t)offset, peer->expected, 0);
        break;
    case WAIT:
        fuzz_net_advance(record->a % 10000u);
        break;
    case DEAF:
        peer->deaf = !peer->deaf;
        break;
    case TEXT:
        send_bytes(peer, tail, tail_length, TCP_PSH);
        break;
    case FRAME:
        send_frame(record, tail, tail_length);
        break;
    case OPTIONS: {
        memcpy(options, tail, tail_length);
        struct segment segment = {(uint8_t)(TCP_ACK | (record->c & 0xffu)), peer->next, peer->expected, options, (tail_length + 3) & ~(size_t)3, pattern,
                                  length % 1400u};
        send_segment(peer, &segment);
        break;
    }
    case HOLD:
        held = !held;
        break;
    case ACTIONS:
        break;
    }
}

/// The end of an input: nothing of it may stay ///

static void end_all(void) {
    held = false;
    for (struct peer *peer = peers; peer != peers + PEERS; peer++) {
        peer->connected = false;
        peer->deaf = true;
        peer->local = 0;
    }
    fuzz_net_advance(1000);
    /* Time alone would end these too, in more than ten minutes. */
    while (tcp_active_pcbs != NULL) {
        tcp_abort(tcp_active_pcbs);
    }
    while (tcp_tw_pcbs != NULL) {
        tcp_abort(tcp_tw_pcbs);
    }
    for (unsigned ticks = 0; tsp_connection_count() > 0; ticks++) {
        if (ticks > TICKS_OF_ALL_DEADLINES) {
            fuzz_fail("a connection outlives every deadline");
        }
        fuzz_net_advance(500);
    }
    fuzz_net_advance(5000);
    static const memp_t pools[] = {MEMP_TCP_PCB, MEMP_TCP_SEG, MEMP_PBUF_POOL, MEMP_TCP_PCB_LISTEN};
    for (size_t i = 0; i < sizeof pools / sizeof pools[0]; i++) {
        if (lwip_stats.memp[pools[i]]->used != baseline_pools[pools[i]]) {
            fuzz_fail("a pool of lwIP is not at its baseline");
        }
    }
    tsp_collect();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input input = {data, size};
    fuzz_reset_random();
    for (unsigned count = 0; input.left > 0 && count < RECORDS_MAX; count++) {
        const uint8_t *tail;
        struct record record = take_record(&input);
        size_t tail_length = fuzz_take_bytes(&input, tail_of(&record), &tail);
        act(&record, tail, tail_length);
    }
    end_all();
    return 0;
}

/// Mutations by whole records ///

static size_t length_at(const uint8_t *data, size_t left) {
    struct fuzz_input input = {data, left};
    struct record record = take_record(&input);
    size_t length = RECORD + tail_of(&record);
    return length < left ? length : left;
}

static unsigned chance(size_t limit) {
    return (unsigned)((size_t)rand() % limit);
}

static void put_random_record(uint8_t *at) {
    static const uint16_t telling[] = {0, 1, 2, 100, 536, 1459, 1460, 1461, 2920, 4380, 5839, 5840, 5841, 8760, 29200, 0x7fff, 0x8000, 0xffff};
    at[0] = (uint8_t)chance(ACTIONS);
    at[1] = (uint8_t)chance(chance(3) == 0 ? PEERS : 2);
    for (unsigned field = 2; field < RECORD; field += 2) {
        fuzz_put16(at + field, chance(3) != 0 ? telling[chance(sizeof telling / sizeof telling[0])] : chance(0x10000));
    }
    if (at[0] == INJECT) {
        static const uint8_t flags[] = {TCP_ACK, TCP_ACK, TCP_ACK | TCP_FIN, TCP_ACK | TCP_PSH, TCP_SYN, TCP_RST, TCP_SYN | TCP_ACK, TCP_FIN};
        at[6] = (uint8_t)(chance(4) == 0 ? chance(256) : 0);
        at[7] = flags[chance(sizeof flags)];
    } else if (at[0] == OPEN && chance(2) != 0) {
        at[6] = 0;
        at[7] = (uint8_t)chance(4);
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    size_t starts[RECORDS_MAX];
    size_t count = 0;
    srand(seed);
    for (size_t at = 0; at < size && count < RECORDS_MAX; at += length_at(data + at, size - at)) {
        starts[count++] = at;
    }
    size_t at = count == 0 ? 0 : starts[chance(count)];
    size_t length = count == 0 ? 0 : length_at(data + at, size - at);
    switch (chance(5)) {
    case 0: /* a new record */
        if (size + RECORD <= max_size) {
            memmove(data + at + RECORD, data + at, size - at);
            put_random_record(data + at);
            return size + RECORD;
        }
        break;
    case 1: /* one twice */
        if (length > 0 && size + length <= max_size) {
            memmove(data + at + length, data + at, size - at);
            return size + length;
        }
        break;
    case 2: /* one less */
        if (count > 1) {
            memmove(data + at, data + at + length, size - at - length);
            return size - length;
        }
        break;
    case 3: /* other fields */
        if (length >= RECORD) {
            uint8_t other[RECORD];
            put_random_record(other);
            size_t field = 2 + 2 * chance(3);
            memcpy(data + at + field, other + field, 2);
            return size;
        }
        break;
    default:
        break;
    }
    return LLVMFuzzerMutate(data, size, max_size);
}
