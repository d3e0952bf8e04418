#include <string.h>

#include "frames/records.h"
#include "fuzz_net.h"

/* Frames of other protocols, as they look where they begin; the input writes over them. */
static const uint8_t templates[][64] = {
    /* ARP request for our address, from a peer */
    {[0] = 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 3, 0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 3,
     10, 0, 0, 3,
     [38] = 10, 0, 0, 1},
    /* ICMP echo request */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 1, 0, 0, 64, 1, 0, 0, 10, 0, 0, 2, 10, 0, 0,
     1, 8, 0, 0, 0, 1, 1},
    /* UDP to a port that nobody has */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 2, 10, 0, 0,
     1, 0, 9, 0, 99, 0, 30},
    /* IPv4 with options, TCP to port 80 */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x46, 0, 0, 50, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 2, 10, 0, 0,
     1, 1, 1, 1, 0, 4, 0, 0,
     80, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2},
    /* a first fragment */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 1, 0x20, 0, 64, 17, 0, 0, 10, 0, 0, 2, 10, 0,
     0, 1},
    /* ICMPv6 echo request */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfd, [37] = 2, 0xfd, [53] = 1,
     128},
    /* neighbour solicitation for our address */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfd, [37] = 2, 0xfd, [53] = 1,
     135},
    /* router advertisement */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfe, 0x80, [37] = 2, 0xfd,
     [53] = 1, 134},
    /* hop-by-hop options */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 0, 255, 0xfd, [37] = 2, 0xfd, [53] = 1, 6,
     0},
    /* redirect, packet too big */
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 58, 255, 0xfe, 0x80, [37] = 2, 0xfd,
     [53] = 1, 137},
    {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 60, 58, 255, 0xfd, [37] = 2, 0xfd, [53] = 1, 2,
     0, 0, 0, 0, 0, 5},
    /* IGMP query, MLD query */
    {1, 0, 0x5e, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 28, 0, 1, 0, 0, 1, 2, 0, 0, 10, 0, 0, 2, 224, 0,
     0, 1, 0x11, 10},
    {0x33, 0x33, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 24, 58, 1, 0xfe, 0x80, [37] = 2, 0xff, 2,
     [53] = 1, 130},
};
#define TEMPLATES (sizeof templates / sizeof templates[0])

void records_send_frame(const struct record *record, const uint8_t *bytes, size_t length) {
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
