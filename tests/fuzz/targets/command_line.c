/*
 * Characters typed on a Wi-Fi board's console, and the commands that they make. The settings go to
 * a flash in memory.
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "command_line.h"
#include "fake_radio.h"
#include "fuzz_port.h"
#include "link.h"
#include "settings.h"
#include "station.h"
#include "unity.h"
#include "wifi_commands.h"

static struct tsp_command_line line;

/* The stand-in of the radio comes with Unity, which asks for these. */
void setUp(void) {
}

void tearDown(void) {
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    /* What commands answer is for nobody here. */
    fake_radio_start();
    fake_flash_erase();
    if (freopen("/dev/null", "w", stdout) == NULL || tsp_link_start() == NULL) {
        fuzz_fail("the radio does not start");
    }
    return 0;
}

/* What is remembered fits into what it is read to, and was remembered whole. */
static void check_settings(void) {
    struct tsp_wifi_network network;
    if (tsp_settings_load(&network) &&
        (memchr(network.ssid, '\0', sizeof network.ssid) == NULL ||
         memchr(network.password, '\0', sizeof network.password) == NULL || network.ssid[0] == '\0')) {
        fuzz_fail("a network without name or end is remembered");
    }
}

static void run(int words) {
    for (int i = 0; i < words; i++) {
        if (line.words[i] < line.text || line.words[i] + strlen(line.words[i]) >= line.text + TSP_COMMAND_LENGTH) {
            fuzz_fail("a word lies outside its line");
        }
    }
    if (words > 0) {
        /* Another country resets the board. */
        if (setjmp(fake_reset) == 0) {
            (void)tsp_wifi_command(words, line.words);
        }
        check_settings();
    }
}

/* Puts the words of the command among what is typed, and ends of lines, quotes and backspaces. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    static const char *const pieces[] = {
        "wifi ", "status\r", "forget\r", "\rwifi home secret12\r", " DE\r", "\"", "\\\"", "\r", "\b\b", "\x15"};
    const char *piece = pieces[seed % (sizeof pieces / sizeof pieces[0])];
    size_t length = strlen(piece);
    if (seed % 3 != 0 || size + length > max_size) {
        return LLVMFuzzerMutate(data, size, max_size);
    }
    size_t at = size == 0 ? 0 : (seed >> 8) % size;
    memmove(data + at + length, data + at, size - at);
    memcpy(data + at, piece, length);
    return size + length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct tsp_wifi_network none;
    fuzz_now = 0;
    fake_radio_start();
    fake_flash_erase();
    memset(&line, 0, sizeof line);
    for (size_t i = 0; i < size; i++) {
        if (tsp_command_line_take(&line, (char)data[i])) {
            run(tsp_command_line_split(&line));
            fuzz_now += 100;
            (void)tsp_link_poll();
        }
    }
    tsp_station_use(&none);
    return 0;
}
