#include "runtime/date_tokens.h"

struct word {
    char text[4];
    int8_t kind;
    int8_t value;
};

static const struct word words[] = {
    {"jan", TSP_WORD_MONTH, 1}, {"feb", TSP_WORD_MONTH, 2}, {"mar", TSP_WORD_MONTH, 3},
    {"apr", TSP_WORD_MONTH, 4}, {"may", TSP_WORD_MONTH, 5}, {"jun", TSP_WORD_MONTH, 6},
    {"jul", TSP_WORD_MONTH, 7}, {"aug", TSP_WORD_MONTH, 8}, {"sep", TSP_WORD_MONTH, 9},
    {"oct", TSP_WORD_MONTH, 10}, {"nov", TSP_WORD_MONTH, 11}, {"dec", TSP_WORD_MONTH, 12},
    {"am", TSP_WORD_HALF_DAY, 0}, {"pm", TSP_WORD_HALF_DAY, 12}, {"ut", TSP_WORD_ZONE, 0},
    {"utc", TSP_WORD_ZONE, 0}, {"z", TSP_WORD_ZONE, 0}, {"gmt", TSP_WORD_ZONE, 0},
    {"est", TSP_WORD_ZONE, -5}, {"edt", TSP_WORD_ZONE, -4}, {"cst", TSP_WORD_ZONE, -6},
    {"cdt", TSP_WORD_ZONE, -5}, {"mst", TSP_WORD_ZONE, -7}, {"mdt", TSP_WORD_ZONE, -6},
    {"pst", TSP_WORD_ZONE, -8}, {"pdt", TSP_WORD_ZONE, -7}, {"t", TSP_WORD_TIME_FOLLOWS, 0}};

static bool is_digit(uint32_t unit) {
    return unit >= '0' && unit <= '9';
}

static bool is_end(const struct tsp_token_reader *reader) {
    return reader->at >= reader->text->length;
}

/* 0 at the end; a text may have such a unit too. */
static uint32_t peek(const struct tsp_token_reader *reader) {
    return is_end(reader) ? 0 : tsp_string_peek(reader->text, reader->at);
}

static bool is_space(uint32_t unit) {
    return (unit >= 9 && unit <= 13) || unit == ' ' || unit == 0xA0 || unit == 0x1680 ||
           (unit >= 0x2000 && unit <= 0x200A) || unit == 0x2028 || unit == 0x2029 || unit == 0x202F ||
           unit == 0x205F || unit == 0x3000 || unit == 0xFEFF;
}

/* Nine digits count, without zeros in front of them. */
static struct tsp_token read_number(struct tsp_token_reader *reader) {
    const uint32_t start = reader->at;
    int32_t value = 0;
    while (peek(reader) == '0') {
        reader->at++;
    }
    for (unsigned count = 0; is_digit(peek(reader)); count++) {
        if (count < 9) {
            value = value * 10 + (int32_t)(peek(reader) - '0');
        }
        reader->at++;
    }
    return (struct tsp_token){.kind = TSP_TOKEN_NUMBER, .length = reader->at - start, .value = value};
}

/* Letters of any alphabet make up words, and so do the symbols behind A in ASCII. */
static struct tsp_token read_word(struct tsp_token_reader *reader) {
    char start[4] = "";
    unsigned length = 0;
    for (; !is_end(reader) && peek(reader) >= 'A' && !is_space(peek(reader)); reader->at++) {
        uint32_t unit = peek(reader);
        if (length < 3) {
            start[length] = (char)(unit < 128 ? (unit >= 'A' && unit <= 'Z' ? unit | 0x20u : unit) : '?');
        }
        length++;
    }
    struct tsp_token token = {.kind = TSP_TOKEN_WORD, .word = TSP_NO_WORD};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct word *word = &words[i];
        if (memcmp(start, word->text, 3) == 0 && (length <= 3 || word->kind == TSP_WORD_MONTH)) {
            token.word = (enum tsp_word_kind)word->kind;
            token.value = word->value;
            token.is_z = word->kind == TSP_WORD_ZONE && word->text[0] == 'z';
        }
    }
    return token;
}

static void skip_parentheses(struct tsp_token_reader *reader) {
    unsigned depth = 0;
    do {
        uint32_t unit = peek(reader);
        depth += unit == '(' ? 1u : unit == ')' ? -1u : 0u;
        reader->at++;
    } while (depth > 0 && !is_end(reader));
}

struct tsp_token tsp_read_token(struct tsp_token_reader *reader) {
    if (is_end(reader)) {
        return (struct tsp_token){.kind = TSP_TOKEN_END};
    }
    uint32_t unit = peek(reader);
    if (is_digit(unit)) {
        return read_number(reader);
    }
    if (unit == ':' || unit == '-' || unit == '+' || unit == '.' || unit == ')') {
        reader->at++;
        return (struct tsp_token){.kind = TSP_TOKEN_SYMBOL, .value = (int32_t)unit};
    }
    if (is_space(unit)) {
        reader->at++;
        return (struct tsp_token){.kind = TSP_TOKEN_SPACE};
    }
    if (unit >= 'A') {
        return read_word(reader);
    }
    if (unit == '(') {
        skip_parentheses(reader);
    } else {
        reader->at++;
    }
    return (struct tsp_token){.kind = TSP_TOKEN_OTHER};
}
