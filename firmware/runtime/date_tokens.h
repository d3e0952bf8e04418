/* The tokens that the texts of dates are made of. For date_parse.c only. */
#ifndef TSP_RUNTIME_DATE_TOKENS_H
#define TSP_RUNTIME_DATE_TOKENS_H

#include "runtime/string_internal.h"

enum tsp_token_kind {
    TSP_TOKEN_END,
    TSP_TOKEN_NUMBER,
    TSP_TOKEN_SYMBOL,
    TSP_TOKEN_WORD,
    TSP_TOKEN_SPACE,
    TSP_TOKEN_OTHER
};

enum tsp_word_kind { TSP_NO_WORD, TSP_WORD_MONTH, TSP_WORD_HALF_DAY, TSP_WORD_ZONE, TSP_WORD_TIME_FOLLOWS };

struct tsp_token {
    enum tsp_token_kind kind;
    uint32_t length;         /* of a number: its digits */
    int32_t value;           /* of a number, a symbol, or a word that is known */
    enum tsp_word_kind word; /* of a word */
    bool is_z;               /* the word Z */
};

struct tsp_token_reader {
    const struct tsp_string *text;
    uint32_t at;
    struct tsp_token next; /* the token at the front */
};

/* The next token; the reader moves past it. `next` is not looked at. */
struct tsp_token tsp_read_token(struct tsp_token_reader *reader);

#endif
