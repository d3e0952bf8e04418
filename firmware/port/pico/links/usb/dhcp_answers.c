#include "dhcp_answers.h"

#include <string.h>

/* The fixed part of a message: offsets of RFC 2131, figure 1. */
#define OPERATION 0
#define HARDWARE_TYPE 1
#define HARDWARE_LENGTH 2
#define TRANSACTION 4
#define FLAGS 10
#define CLIENT_ADDRESS 12
#define YOUR_ADDRESS 16
#define SERVER_ADDRESS 20
#define RELAY_ADDRESS 24
#define CLIENT_HARDWARE 28
#define COOKIE 236
#define OPTIONS 240
#define MAGIC 0x63825363u

enum option {
    OPTION_PAD = 0,
    OPTION_MASK = 1,
    OPTION_REQUESTED = 50,
    OPTION_LEASE_TIME = 51,
    OPTION_TYPE = 53,
    OPTION_SERVER = 54,
    OPTION_END = 255,
};

enum type { DISCOVER = 1, OFFER = 2, REQUEST = 3, DECLINE = 4, ACK = 5, NAK = 6, RELEASE = 7, INFORM = 8 };

/* What the options of a message say; 0: absent. */
struct wishes {
    uint8_t type;
    uint32_t requested;
    uint32_t server;
};

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void put32(uint8_t *at, uint32_t value) {
    at[0] = (uint8_t)(value >> 24);
    at[1] = (uint8_t)(value >> 16);
    at[2] = (uint8_t)(value >> 8);
    at[3] = (uint8_t)value;
}

static void read_options(const uint8_t *at, const uint8_t *end, struct wishes *wishes) {
    while (at < end && *at != OPTION_END) {
        if (*at == OPTION_PAD) {
            at++;
            continue;
        }
        if (end - at < 2 || end - at - 2 < at[1]) {
            return;
        }
        const uint8_t *value = at + 2;
        if (at[0] == OPTION_TYPE && at[1] == 1) {
            wishes->type = *value;
        } else if (at[0] == OPTION_REQUESTED && at[1] == 4) {
            wishes->requested = get32(value);
        } else if (at[0] == OPTION_SERVER && at[1] == 4) {
            wishes->server = get32(value);
        }
        at = value + at[1];
    }
}

static struct tsp_dhcp_lease *lease_of(struct tsp_dhcp_server *server, const uint8_t *client) {
    for (unsigned i = 0; i < TSP_DHCP_LEASES; i++) {
        struct tsp_dhcp_lease *lease = &server->leases[i];
        if (lease->taken && memcmp(lease->client, client, sizeof(lease->client)) == 0) {
            return lease;
        }
    }
    return NULL;
}

static uint32_t address_of(const struct tsp_dhcp_server *server, const struct tsp_dhcp_lease *lease) {
    return server->first + (uint32_t)(lease - server->leases);
}

static struct tsp_dhcp_lease *give(struct tsp_dhcp_server *server, struct tsp_dhcp_lease *lease,
                                   const uint8_t *client) {
    memcpy(lease->client, client, sizeof(lease->client));
    lease->taken = true;
    lease->order = ++server->order;
    return lease;
}

/* The lease for a client that has none: a free one, else the one that was given longest ago. */
static struct tsp_dhcp_lease *new_lease(struct tsp_dhcp_server *server, const uint8_t *client) {
    struct tsp_dhcp_lease *best = &server->leases[0];
    for (unsigned i = 0; i < TSP_DHCP_LEASES; i++) {
        struct tsp_dhcp_lease *lease = &server->leases[i];
        if (!lease->taken) {
            return give(server, lease, client);
        }
        if (lease->order < best->order) {
            best = lease;
        }
    }
    return give(server, best, client);
}

/*
 * Whether the client may have the address that it names. One that is free is taken: the board
 * forgets its leases with every reset, and the computer keeps its own.
 */
static struct tsp_dhcp_lease *confirm(struct tsp_dhcp_server *server, uint32_t address, const uint8_t *client) {
    struct tsp_dhcp_lease *lease = lease_of(server, client);
    if (lease != NULL) {
        return address_of(server, lease) == address ? give(server, lease, client) : NULL;
    }
    uint32_t index = address - server->first;
    if (index >= TSP_DHCP_LEASES || server->leases[index].taken) {
        return NULL;
    }
    return give(server, &server->leases[index], client);
}

static void write_answer(const struct tsp_dhcp_server *server, const uint8_t *request, uint8_t type, uint32_t address,
        uint8_t *answer) {
    memset(answer, 0, TSP_DHCP_ANSWER_SIZE);
    answer[OPERATION] = 2;
    answer[HARDWARE_TYPE] = request[HARDWARE_TYPE];
    answer[HARDWARE_LENGTH] = request[HARDWARE_LENGTH];
    memcpy(answer + TRANSACTION, request + TRANSACTION, 4);
    memcpy(answer + FLAGS, request + FLAGS, 2);
    memcpy(answer + CLIENT_HARDWARE, request + CLIENT_HARDWARE, 16);
    if (type == ACK) {
        memcpy(answer + CLIENT_ADDRESS, request + CLIENT_ADDRESS, 4);
    }
    put32(answer + YOUR_ADDRESS, address);
    if (type != NAK) {
        put32(answer + SERVER_ADDRESS, server->address);
    }
    put32(answer + COOKIE, MAGIC);
    uint8_t *at = answer + OPTIONS;
    *at++ = OPTION_TYPE;
    *at++ = 1;
    *at++ = type;
    *at++ = OPTION_SERVER;
    *at++ = 4;
    put32(at, server->address);
    at += 4;
    if (type != NAK) {
        *at++ = OPTION_MASK;
        *at++ = 4;
        put32(at, server->mask);
        at += 4;
    }
    /* No lease: the address is the client's own affair (an answer to INFORM), or refused. */
    if (address != 0) {
        *at++ = OPTION_LEASE_TIME;
        *at++ = 4;
        put32(at, TSP_DHCP_LEASE_TIME);
        at += 4;
    }
    *at = OPTION_END;
}

static bool answer_request(struct tsp_dhcp_server *server, const uint8_t *request, const struct wishes *wishes,
        uint8_t *answer) {
    const uint8_t *client = request + CLIENT_HARDWARE;
    if (wishes->server != 0 && wishes->server != server->address) {
        return false; /* It has chosen another server. */
    }
    uint32_t wanted = wishes->requested != 0 ? wishes->requested : get32(request + CLIENT_ADDRESS);
    struct tsp_dhcp_lease *lease = confirm(server, wanted, client);
    if (lease == NULL) {
        write_answer(server, request, NAK, 0, answer);
    } else {
        write_answer(server, request, ACK, address_of(server, lease), answer);
    }
    return true;
}

/*
 * Where an answer reaches a client that says it has the address (RFC 2131, section 4.1): there, or
 * everybody, when the cable does not lead there. No answer goes through a router.
 */
static uint32_t destination_of(const struct tsp_dhcp_server *server, uint32_t own) {
    bool is_near = ((own ^ server->address) & server->mask) == 0;
    bool is_host = (own & ~server->mask) != 0 && (own | server->mask) != 0xFFFFFFFFu;
    return is_near && is_host && own != server->address ? own : 0xFFFFFFFFu;
}

bool tsp_dhcp_answer(struct tsp_dhcp_server *server, const uint8_t *request, uint32_t length, uint8_t *answer,
        uint32_t *destination) {
    if (length < OPTIONS || request[OPERATION] != 1 || request[HARDWARE_TYPE] != 1 || request[HARDWARE_LENGTH] != 6 ||
            get32(request + COOKIE) != MAGIC || get32(request + RELAY_ADDRESS) != 0) {
        return false;
    }
    struct wishes wishes = {0};
    read_options(request + OPTIONS, request + length, &wishes);
    const uint8_t *client = request + CLIENT_HARDWARE;
    struct tsp_dhcp_lease *lease = lease_of(server, client);
    *destination = destination_of(server, get32(request + CLIENT_ADDRESS));
    switch (wishes.type) {
        case DISCOVER:
            *destination = 0xFFFFFFFFu;
            if (lease == NULL) {
                lease = new_lease(server, client);
            }
            write_answer(server, request, OFFER, address_of(server, lease), answer);
            return true;
        case REQUEST:
            if (!answer_request(server, request, &wishes, answer)) {
                return false;
            }
            if (answer[OPTIONS + 2] == NAK) {
                *destination = 0xFFFFFFFFu; /* Its address is not of this network. */
            }
            return true;
        case INFORM:
            write_answer(server, request, ACK, 0, answer);
            return true;
        case RELEASE:
            if (lease != NULL) {
                lease->taken = false;
            }
            return false;
        /*
         * DECLINE: the address is used by a third one; there is none on a cable. Answers of other
         * servers.
         */
        default:
            return false;
    }
}
