/*
 * A line typed on the console: characters in, words out. Words are separated by spaces; "double
 * quotes" hold a word with spaces, in which a backslash takes the next character as it is.
 * Backspace and Ctrl-U work; the line ends at CR or LF.
 */
#ifndef TSP_PORT_PICO_COMMAND_LINE_H
#define TSP_PORT_PICO_COMMAND_LINE_H

#include <stdbool.h>

/*
 * A network name of 32 characters and a password of 63, all of them escaped, with room for the
 * command.
 */
#define TSP_COMMAND_LENGTH 220
#define TSP_COMMAND_WORDS 6

/* Stands where characters were lost, which voids the line: half a password is a password too. */
#define TSP_COMMAND_GAP 0x18

struct tsp_command_line {
    char text[TSP_COMMAND_LENGTH];
    unsigned length;
    bool spoilt; /* too long, or with a gap */
    char *words[TSP_COMMAND_WORDS];
};

/* Takes a character; true when it ends a line. */
bool tsp_command_line_take(struct tsp_command_line *line, char character);

/*
 * Splits the line in place into `words`, and empties it for the next. Returns their number, 0 for
 * an empty line, or -1 for a line that is too long, has a gap, too many words or a quote without
 * end. The words stay until the next call of either function.
 */
int tsp_command_line_split(struct tsp_command_line *line);

#endif
