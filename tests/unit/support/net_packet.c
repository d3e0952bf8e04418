#include "net_packet.h"

#include "lwip/prot/ip.h"

void net_put16(uint8_t *at, uint32_t number) {
    at[0] = (uint8_t)(number >> 8);
    at[1] = (uint8_t)number;
}

void net_put32(uint8_t *at, uint32_t number) {
    net_put16(at, number >> 16);
    net_put16(at + 2, number);
}

uint32_t net_get16(const uint8_t *at) {
    return (uint32_t)at[0] << 8 | at[1];
}

uint32_t net_get32(const uint8_t *at) {
    return net_get16(at) << 16 | net_get16(at + 2);
}

size_t net_ip_header(const uint8_t *packet) {
    return packet[0] >> 4 == 6 ? NET_IP6_HEADER : NET_IP4_HEADER;
}

static uint32_t sum_words(uint32_t sum, const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        sum += (uint32_t)bytes[i] << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
}

static uint16_t fold(uint32_t sum) {
    while (sum >> 16 != 0) {
        sum = (sum & 0xFFFFu) + (sum >> 16);
    }
    return (uint16_t)~sum;
}

void net_put_checksums(uint8_t *packet, size_t length) {
    size_t header = net_ip_header(packet);
    size_t segment = length - header;
    uint32_t sum = IP_PROTO_TCP + (uint32_t)segment;
    if (header == NET_IP6_HEADER) {
        sum = sum_words(sum, packet + 8, 32);
    } else {
        net_put16(packet + 10, 0);
        net_put16(packet + 10, fold(sum_words(0, packet, NET_IP4_HEADER)));
        sum = sum_words(sum, packet + 12, 8);
    }
    net_put16(packet + header + 16, 0);
    net_put16(packet + header + 16, fold(sum_words(sum, packet + header, segment)));
}
