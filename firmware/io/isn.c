#include "io/lwip_hooks.h"

#include <stdbool.h>
#include <string.h>

#include "lwip/opt.h"
#include "lwip/sys.h"

/*
 * SipHash-2-4 (Aumasson and Bernstein, 2012) over at most 40 bytes: short input, keyed, and small
 * on a 32-bit core.
 */

static uint64_t rotate(uint64_t word, unsigned bits) {
    return (word << bits) | (word >> (64u - bits));
}

static void sip_rounds(uint64_t v[4], int rounds) {
    for (int i = 0; i < rounds; i++) {
        v[0] += v[1];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[0] = rotate(v[0], 32);
        v[2] += v[3];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[2] = rotate(v[2], 32);
    }
}

static uint64_t sip_hash(const uint64_t key[2], const uint64_t *words, size_t count) {
    uint64_t v[4] = {key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
                     key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573)};
    for (size_t i = 0; i <= count; i++) {
        /* The last block is the length alone: the input is whole words. */
        uint64_t word = i < count ? words[i] : (uint64_t)(count * 8u) << 56;
        v[3] ^= word;
        sip_rounds(v, 2);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    sip_rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static void add_address(uint64_t words[2], const ip_addr_t *address) {
    if (IP_IS_V6(address)) {
        memcpy(words, ip_2_ip6(address)->addr, 16);
    } else {
        words[0] = ip4_addr_get_u32(ip_2_ip4(address));
    }
}

u32_t tsp_tcp_initial_sequence(const ip_addr_t *local_ip, u16_t local_port, const ip_addr_t *remote_ip,
                               u16_t remote_port) {
    static uint64_t key[2];
    static bool keyed;
    uint64_t words[5] = {0};
    if (!keyed) {
        for (int i = 0; i < 2; i++) {
            key[i] = (uint64_t)(u32_t)LWIP_RAND() << 32 | (u32_t)LWIP_RAND();
        }
        keyed = true;
    }
    add_address(&words[0], local_ip);
    add_address(&words[2], remote_ip);
    words[4] = (uint64_t)local_port << 16 | remote_port;
    /* RFC 6528: M is a timer that advances every 4 microseconds. */
    return (u32_t)sip_hash(key, words, 5) + sys_now() * 250u;
}
