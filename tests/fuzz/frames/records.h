/* An input is a list of records: what one of the peers does, any frame, or time. */
#ifndef TESTS_FUZZ_FRAMES_RECORDS_H
#define TESTS_FUZZ_FRAMES_RECORDS_H

#include <stdbool.h>

#include "fuzz_input.h"

/* Bytes of one, without its tail. */
#define RECORD 8u
#define RECORDS_MAX 120u

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

/* The program runs no more. */
extern bool records_held;

struct record records_take(struct fuzz_input *input);
/* How many bytes of the input belong to a record, behind its fields. */
size_t records_tail(const struct record *record);
/* Does what the record says. */
void records_act(const struct record *record, const uint8_t *tail, size_t tail_length);
/* A frame of another protocol. */
void records_send_frame(const struct record *record, const uint8_t *bytes, size_t length);

#endif
