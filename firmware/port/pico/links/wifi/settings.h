/*
 * The Wi-Fi network that a board remembers: two slots of flash, written in turn, so that power may
 * fail at any moment and one of the last two networks is still there. A slot counts when its
 * checksum is right; of two the one that was written later.
 */
#ifndef TSP_WIFI_SETTINGS_H
#define TSP_WIFI_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#define TSP_WIFI_SSID_SIZE 32
#define TSP_WIFI_PASSWORD_SHORTEST 8
#define TSP_WIFI_PASSWORD_SIZE 63

/*
 * Terminated texts. An empty `ssid`: no network. An empty `password`: an open network. An empty
 * `country`: channels that every country allows.
 */
struct tsp_wifi_network {
    char ssid[TSP_WIFI_SSID_SIZE + 1];
    char password[TSP_WIFI_PASSWORD_SIZE + 1];
    char country[3];
};

/* The remembered network; false when there is none, or it has been forgotten. */
bool tsp_settings_load(struct tsp_wifi_network *network);

/* Remembers a network. False when the flash did not take it; then the one before is still there. */
bool tsp_settings_save(const struct tsp_wifi_network *network);

/* Forgets the network and leaves no password in the flash. False when the flash did not take it. */
bool tsp_settings_forget(void);

/* ---- What the store needs of the flash (settings_flash.c; a stand-in in tests) ---- */

#define TSP_SETTINGS_SLOTS 2u
#define TSP_SETTINGS_PAGE 256u

/* The bytes of a slot, TSP_SETTINGS_PAGE of them; 0xFF where nothing was written. */
const uint8_t *tsp_settings_slot(unsigned slot);

/*
 * Erases a slot, then writes `page` (TSP_SETTINGS_PAGE bytes) unless it is NULL. False when the
 * flash has no room for the store beside the program, or cannot be written.
 */
bool tsp_settings_write_slot(unsigned slot, const uint8_t *page);

#endif
