#include "command_line.h"

#define BACKSPACE 0x08
#define DELETE 0x7F
#define CONTROL_U 0x15
#define FIRST_PRINTABLE 0x20

bool tsp_command_line_take(struct tsp_command_line *line, char character) {
    if (character == '\r' || character == '\n') {
        return true;
    }
    if (character == BACKSPACE || character == DELETE) {
        if (line->length > 0) {
            line->length--;
        }
    } else if (character == CONTROL_U) {
        line->length = 0;
        line->spoilt = false;
    } else if (character == TSP_COMMAND_GAP) {
        line->spoilt = true;
    } else if ((unsigned char)character < FIRST_PRINTABLE) {
        /* Nobody types it: an open receiver reads as a zero, and terminals send others. */
    } else if (line->length + 1 < TSP_COMMAND_LENGTH) {
        line->text[line->length++] = character;
    } else {
        line->spoilt = true;
    }
    return false;
}

/*
 * Takes one word from `*at`, writes it over the text behind it and ends it; false for a quote
 * without end.
 */
static bool take_word(const char **at, char **to) {
    const char *from = *at;
    bool quoted = *from == '"';
    if (quoted) {
        from++;
    }
    while (*from != '\0' && (quoted ? *from != '"' : *from != ' ')) {
        if (quoted && *from == '\\' && from[1] != '\0') {
            from++;
        }
        *(*to)++ = *from++;
    }
    bool complete = !quoted || *from == '"';
    if (*from != '\0') {
        from++;
    }
    *(*to)++ = '\0';
    *at = from;
    return complete;
}

int tsp_command_line_split(struct tsp_command_line *line) {
    bool spoilt = line->spoilt;
    line->text[line->length] = '\0';
    line->length = 0;
    line->spoilt = false;
    if (spoilt) {
        return -1;
    }
    const char *at = line->text;
    char *to = line->text;
    int count = 0;
    for (;;) {
        while (*at == ' ') {
            at++;
        }
        if (*at == '\0') {
            return count;
        }
        if (count == TSP_COMMAND_WORDS) {
            return -1;
        }
        line->words[count++] = to;
        if (!take_word(&at, &to)) {
            return -1;
        }
    }
}
