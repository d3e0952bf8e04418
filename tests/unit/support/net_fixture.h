/*
 * What the socket suites start from: the runtime, the network, the script of net_script.h and two
 * peers. A peer sends `pattern` unless its test says otherwise; what the first receives lies in
 * `answer`.
 */
#ifndef TESTS_UNIT_SUPPORT_NET_FIXTURE_H
#define TESTS_UNIT_SUPPORT_NET_FIXTURE_H

#include "net.h"
#include "net_script.h"
#include "runtime/buffer.h"
#include "runtime/string.h"

#define HEAD_LENGTH 64u /* of script_echo's answer */

extern uint8_t pattern[9000];
extern uint8_t answer[6200];
extern struct net_peer peer;
extern struct net_peer other;

/* For setUp() and tearDown(); the end asserts that everything is given back. */
void net_fixture_begin(void);
void net_fixture_end(void);

/*
 * Listens and connects `peer`, which sends `bytes` of what it has to send. Returns the script's
 * socket.
 */
struct tsp_tcp *connected(size_t bytes);

/*
 * Listens for a program that reads what comes and fills its send ring five times; `peer` sends one
 * byte with its FIN and connects. assert_written_again(): it has got all of that, and the end of
 * stream has come to the program after it.
 */
void half_closed_client_connects(void);
void assert_written_again(void);

/* Reads what there is, which must be so many bytes. */
void read_all(struct tsp_tcp *socket, int32_t bytes);

/*
 * `peer` has script_echo's answer with so much of the pattern as its body, whole and ended without
 * reset.
 */
void assert_answered(size_t body);

struct tsp_buffer *buffer_of(tsp_value value);
void assert_string(const char *expected, const struct tsp_string *actual);

#endif
