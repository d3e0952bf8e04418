/*
 * The bridge as a process of its own, for who has Ethernet frames and no libslirp: the emulator.
 * Frames and orders come on standard input and go out on standard output; the process ends when its
 * input does.
 *
 *     bridge HOST-IPV4 GUEST-IPV4 IPV6-PREFIX        for example: bridge 192.168.7.2 192.168.7.1 fd38:834a:c27e::
 *
 * HOST-IPV4 is this machine in the guest's network, whose first three bytes are the network. A
 * message is two bytes of length (big endian, of what follows), a letter and its content:
 *
 *     F frame                                        in both directions
 *     O protocol host-port guest-port address        in: open a forwarded port; protocol T or U, ports of two
 *                                                    bytes, 4 or 16 bytes
 *     R host-port family errno                       out, answers O: 4 or 6, and two bytes, 0 for success
 *     C protocol host-port                           in: end the forwarding, of both families
 */
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bridge.h"

enum { LENGTH_SIZE = 2, PORT_SIZE = 2, MESSAGE_MAX = 1 + BRIDGE_FRAME_MAX };

/* Input that is no whole message yet. */
static uint8_t input[64 * 1024];
static size_t input_length;
static struct bridge *bridge;

static uint16_t read_u16(const uint8_t *at) {
    return (uint16_t)(at[0] << 8 | at[1]);
}

static void write_u16(uint8_t *at, uint16_t value) {
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

/* Nobody reads any more: there is nobody to work for. */
static void write_all(const uint8_t *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno != EINTR) {
            exit(0);
        }
    }
}

static void send_message(char kind, const uint8_t *content, size_t length) {
    uint8_t message[LENGTH_SIZE + MESSAGE_MAX];
    write_u16(message, (uint16_t)(1 + length));
    message[LENGTH_SIZE] = (uint8_t)kind;
    memcpy(message + LENGTH_SIZE + 1, content, length);
    write_all(message, LENGTH_SIZE + 1 + length);
}

static void on_deliver(void *user, const uint8_t *frame, size_t length) {
    (void)user;
    if (length <= BRIDGE_FRAME_MAX) {
        send_message('F', frame, length);
    }
}

static enum bridge_protocol protocol_of(uint8_t letter) {
    return letter == 'U' ? BRIDGE_UDP : BRIDGE_TCP;
}

static void open_port(const uint8_t *content, size_t length) {
    enum { HOST_PORT = 1, GUEST_PORT = HOST_PORT + PORT_SIZE, ADDRESS = GUEST_PORT + PORT_SIZE };
    if (length != ADDRESS + 4 && length != ADDRESS + 16) {
        return;
    }
    bool ipv4 = length == ADDRESS + 4;
    int error = bridge_forward_to(bridge, protocol_of(content[0]), ipv4 ? AF_INET : AF_INET6,
                                  read_u16(content + HOST_PORT), content + ADDRESS, read_u16(content + GUEST_PORT));
    uint8_t answer[PORT_SIZE + 3] = {content[HOST_PORT], content[HOST_PORT + 1], ipv4 ? 4 : 6};
    write_u16(answer + PORT_SIZE + 1, (uint16_t)error);
    send_message('R', answer, sizeof(answer));
}

static void handle(uint8_t kind, const uint8_t *content, size_t length) {
    if (kind == 'F' && length <= BRIDGE_FRAME_MAX) {
        bridge_input(bridge, content, length);
    } else if (kind == 'O') {
        open_port(content, length);
    } else if (kind == 'C' && length == 1 + PORT_SIZE) {
        bridge_unforward(bridge, protocol_of(content[0]), read_u16(content + 1));
    }
}

/* Takes what has come; false at the end of the input. */
static bool take_input(void) {
    ssize_t count = read(STDIN_FILENO, input + input_length, sizeof(input) - input_length);
    if (count <= 0) {
        return count < 0 && errno == EINTR;
    }
    input_length += (size_t)count;
    size_t at = 0;
    while (input_length - at >= LENGTH_SIZE) {
        size_t length = read_u16(input + at);
        if (input_length - at - LENGTH_SIZE < length) {
            break;
        }
        if (length > 0) {
            handle(input[at + LENGTH_SIZE], input + at + LENGTH_SIZE + 1, length - 1);
        }
        at += LENGTH_SIZE + length;
    }
    input_length -= at;
    memmove(input, input + at, input_length);
    return input_length < sizeof(input);
}

static bool open_bridge(char **arguments) {
    struct in_addr host;
    struct in6_addr prefix;
    if (inet_pton(AF_INET, arguments[0], &host) != 1 || inet_pton(AF_INET6, arguments[2], &prefix) != 1) {
        return false;
    }
    uint8_t *bytes = (uint8_t *)&host.s_addr;
    char network[INET_ADDRSTRLEN];
    char nameserver[INET_ADDRSTRLEN];
    char host6[INET6_ADDRSTRLEN];
    char nameserver6[INET6_ADDRSTRLEN];
    bytes[3] = 0;
    (void)inet_ntop(AF_INET, &host, network, sizeof(network));
    bytes[3] = 3;
    (void)inet_ntop(AF_INET, &host, nameserver, sizeof(nameserver));
    prefix.s6_addr[15] = 2;
    (void)inet_ntop(AF_INET6, &prefix, host6, sizeof(host6));
    prefix.s6_addr[15] = 3;
    (void)inet_ntop(AF_INET6, &prefix, nameserver6, sizeof(nameserver6));
    struct bridge_network addresses = {
        .network_ipv4 = network,
        .host_ipv4 = arguments[0],
        .guest_ipv4 = arguments[1],
        .nameserver_ipv4 = nameserver,
        .prefix_ipv6 = arguments[2],
        .host_ipv6 = host6,
        .nameserver_ipv6 = nameserver6,
    };
    bridge = bridge_open_on(&addresses, on_deliver, NULL);
    return bridge != NULL;
}

int main(int argc, char **argv) {
    static struct pollfd fds[BRIDGE_POLL_MAX];
    if (argc != 4 || !open_bridge(argv + 1)) {
        (void)fprintf(stderr, "tspico: the bridge to this machine's network does not start (libslirp)\n");
        return 1;
    }
    /*
     * A terminal's Ctrl-C goes to all that it started: the one who has the frames decides when
     * there are no more.
     */
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGTERM, SIG_IGN);
    /*
     * A client that is gone is an error of the write, as is a reader of standard output that is
     * gone.
     */
    (void)signal(SIGPIPE, SIG_IGN);
    for (;;) {
        uint32_t timeout_ms = INT_MAX;
        size_t count = bridge_fill(bridge, fds, BRIDGE_POLL_MAX - 1, &timeout_ms);
        fds[count] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
        bool failed = poll(fds, count + 1, timeout_ms > (uint32_t)INT_MAX ? INT_MAX : (int)timeout_ms) < 0;
        short arrived = failed ? 0 : fds[count].revents;
        bridge_dispatch(bridge, fds, failed);
        if (arrived != 0 && !take_input()) {
            break;
        }
    }
    bridge_close(bridge);
    return 0;
}
