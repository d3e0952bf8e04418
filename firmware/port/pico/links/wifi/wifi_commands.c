#include "wifi_commands.h"

#include <stdio.h>
#include <string.h>

#include "board.h"
#include "station.h"
#include "tsp_network_settings.h"

_Static_assert(sizeof(TSP_WIFI_SSID) <= TSP_WIFI_SSID_SIZE + 1, "TSPICO_WIFI_SSID has more than 32 bytes");
_Static_assert(sizeof(TSP_WIFI_PASSWORD) <= TSP_WIFI_PASSWORD_SIZE + 1, "TSPICO_WIFI_PASSWORD has more than 63 bytes");

/* The country that the radio was started with. */
static char country[3];

static void built_network(struct tsp_wifi_network *network) {
    memset(network, 0, sizeof(*network));
    memcpy(network->ssid, TSP_WIFI_SSID, sizeof(TSP_WIFI_SSID));
    memcpy(network->password, TSP_WIFI_PASSWORD, sizeof(TSP_WIFI_PASSWORD));
    memcpy(network->country, TSP_WIFI_COUNTRY, sizeof(TSP_WIFI_COUNTRY));
}

void tsp_wifi_first_network(struct tsp_wifi_network *network) {
    if (!tsp_settings_load(network)) {
        built_network(network);
    }
    memcpy(country, network->country, sizeof(country));
}

/* A country is given to the radio when it is started, so another one needs another start. */
static bool other_country(const struct tsp_wifi_network *network) {
    return memcmp(network->country, country, sizeof(country)) != 0;
}

static void use(const struct tsp_wifi_network *network) {
    if (other_country(network)) {
        printf("tspico: starting again, with the channels of that country\n");
        tsp_board_reset(TSP_RESET_COMMAND);
    }
    tsp_station_use(network);
}

static void forget(void) {
    struct tsp_wifi_network network;
    if (!tsp_settings_forget()) {
        printf("tspico: the flash cannot be written\n");
        return;
    }
    printf("tspico: forgotten\n");
    built_network(&network);
    use(&network);
    if (network.ssid[0] == '\0') {
        tsp_station_print();
    }
}

static const char *mistake(const char *ssid, const char *password, const char *land) {
    size_t length = strlen(ssid);
    if (length == 0 || length > TSP_WIFI_SSID_SIZE) {
        return "a network's name has 1 to 32 bytes";
    }
    length = strlen(password);
    if (length != 0 && (length < TSP_WIFI_PASSWORD_SHORTEST || length > TSP_WIFI_PASSWORD_SIZE)) {
        return "a password has 8 to 63 characters; \"\" or none is for an open network";
    }
    bool letters = land[0] >= 'A' && land[0] <= 'Z' && land[1] >= 'A' && land[1] <= 'Z' && land[2] == '\0';
    return land[0] == '\0' || letters ? NULL : "a country is two capital letters, such as DE";
}

static void remember(const char *ssid, const char *password, const char *land) {
    struct tsp_wifi_network network = {0};
    const char *wrong = mistake(ssid, password, land);
    if (wrong != NULL) {
        printf("tspico: %s\n", wrong);
        return;
    }
    memcpy(network.ssid, ssid, strlen(ssid));
    memcpy(network.password, password, strlen(password));
    memcpy(network.country, land, strlen(land));
    if (!tsp_settings_save(&network)) {
        if (other_country(&network)) {
            /* The start that it needs would come back without it. */
            printf("tspico: the flash cannot be written, and another country needs a restart, "
                   "which would forget it; nothing changed\n");
            return;
        }
        printf("tspico: the flash cannot be written, so this is for now only\n");
    }
    use(&network);
}

bool tsp_wifi_command(int argc, char *const *argv) {
    if (strcmp(argv[0], "wifi") != 0) {
        return false;
    }
    if (argc == 1 || argc > 4) {
        printf("tspico: wifi SSID [PASSWORD [COUNTRY]], wifi status, wifi forget; quote what has spaces\n");
    } else if (argc == 2 && strcmp(argv[1], "status") == 0) {
        tsp_station_print();
    } else if (argc == 2 && strcmp(argv[1], "forget") == 0) {
        forget();
    } else {
        remember(argv[1], argc > 2 ? argv[2] : "", argc > 3 ? argv[3] : country);
    }
    return true;
}
