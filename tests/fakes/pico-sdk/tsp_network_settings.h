/*
 * What cmake/network_settings.cmake writes for a firmware: a network in the build, an address from
 * DHCP.
 */
#define TSP_WIFI_SSID "built in"
#define TSP_WIFI_PASSWORD "built-password"
#define TSP_WIFI_COUNTRY "DE"
#define TSP_WIFI_WPA3 0
#define TSP_WIFI_SAVES_POWER 0
#define TSP_HOSTNAME "tspico"
#define TSP_ADDRESS 0, 0, 0, 0
#define TSP_ADDRESS_BITS 0
#define TSP_GATEWAY 0, 0, 0, 0
