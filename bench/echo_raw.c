/*
 * The hand-written yardstick: what ts-src/echo.ts does, in C on lwIP's raw API, with the same lwIP
 * options. It answers the first bytes of a connection with themselves as an HTTP response. It
 * stands in the place of the generated program and the runtime: a port calls tsp_loop_main.
 */
#include <stdio.h>

#include "io/lwip_hooks.h"
#include "lwip/ip.h"
#include "lwip/tcp.h"
#include "runtime/loop.h"
#include "runtime/port.h"

#define PORT 80
/* Polls (500 ms each) without any event until a connection is given up. */
#define IDLE_POLLS 120

/* The hook of the shared lwipopts.h: lwIP's own pools decide alone. */
err_t tsp_tcp_admit(u8_t flags) {
    (void)flags;
    return ERR_OK;
}

/* States of a connection, kept in its callback argument. */
static char waiting;
static char answered;

static void on_error(void *state, err_t error) {
    (void)state;
    (void)error; /* lwIP has freed the connection; there is nothing else. */
}

static err_t give_up(struct tcp_pcb *connection) {
    tcp_abort(connection);
    return ERR_ABRT;
}

static err_t on_poll(void *state, struct tcp_pcb *connection) {
    (void)state;
    return give_up(connection);
}

static bool write_all(struct tcp_pcb *connection, const struct pbuf *request) {
    char head[128];
    int length = snprintf(
        head, sizeof(head),
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: %u\r\n\r\n",
        (unsigned)request->tot_len);
    if (tcp_write(connection, head, (u16_t)length, TCP_WRITE_FLAG_COPY | TCP_WRITE_FLAG_MORE) != ERR_OK) {
        return false;
    }
    for (const struct pbuf *part = request; part != NULL; part = part->next) {
        if (tcp_write(connection, part->payload, part->len, TCP_WRITE_FLAG_COPY) != ERR_OK) {
            return false;
        }
    }
    return true;
}

/*
 * Only the writing side ends after the answer: tcp_close would reset a client that is still
 * sending.
 */
static err_t on_receive(void *state, struct tcp_pcb *connection, struct pbuf *data, err_t error) {
    (void)error;
    if (data == NULL) {
        tcp_err(connection, NULL);
        tcp_poll(connection, NULL, 0);
        tcp_recv(connection, NULL);
        return tcp_close(connection) == ERR_OK ? ERR_OK : give_up(connection);
    }
    bool complete = true;
    if (state == &waiting) {
        tcp_arg(connection, &answered);
        complete = write_all(connection, data) && tcp_shutdown(connection, 0, 1) == ERR_OK;
    }
    tcp_recved(connection, data->tot_len);
    (void)pbuf_free(data);
    return complete ? ERR_OK : give_up(connection);
}

static err_t on_accept(void *argument, struct tcp_pcb *connection, err_t error) {
    (void)argument;
    if (connection == NULL || error != ERR_OK) {
        return ERR_VAL;
    }
    tcp_arg(connection, &waiting);
    tcp_err(connection, on_error);
    tcp_recv(connection, on_receive);
    tcp_poll(connection, on_poll, IDLE_POLLS);
    return ERR_OK;
}

static struct tcp_pcb *start(void) {
    struct tcp_pcb *pcb = tcp_new_ip_type(IPADDR_TYPE_ANY);
    if (pcb == NULL) {
        return NULL;
    }
    ip_set_option(pcb, SOF_REUSEADDR);
    struct tcp_pcb *listener = tcp_bind(pcb, IP_ANY_TYPE, PORT) == ERR_OK ? tcp_listen(pcb) : NULL;
    if (listener == NULL) {
        (void)tcp_close(pcb);
        return NULL;
    }
    tcp_accept(listener, on_accept);
    return listener;
}

int tsp_loop_main(void) {
    if (start() == NULL) {
        return 1;
    }
    (void)tsp_port_listening(PORT, false);
    while (!tsp_port_stopping()) {
        tsp_port_poll(1000);
    }
    return 0;
}
