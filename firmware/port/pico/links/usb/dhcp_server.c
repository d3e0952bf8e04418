#include "dhcp_server.h"

#include "dhcp_answers.h"
#include "lwip/ip.h"
#include "lwip/prot/iana.h"
#include "lwip/udp.h"

/* The longest message that is looked at; what comes behind are options that nobody needs. */
#define REQUEST_SIZE 576

static struct tsp_dhcp_server server;
static struct netif *server_netif;

static void dhcp_server_received(void *arg, struct udp_pcb *pcb, struct pbuf *request, const ip_addr_t *from,
                                 u16_t port) {
    static uint8_t bytes[REQUEST_SIZE];
    LWIP_UNUSED_ARG(arg);
    LWIP_UNUSED_ARG(from);
    LWIP_UNUSED_ARG(port);
    u16_t length = pbuf_copy_partial(request, bytes, sizeof(bytes), 0);
    pbuf_free(request);
    uint32_t destination;
    struct pbuf *answer = pbuf_alloc(PBUF_TRANSPORT, TSP_DHCP_ANSWER_SIZE, PBUF_RAM);
    if (answer == NULL) {
        return; /* The client asks again. */
    }
    if (tsp_dhcp_answer(&server, bytes, length, answer->payload, &destination)) {
        ip_addr_t to = IPADDR4_INIT(lwip_htonl(destination));
        /* An answer that cannot be sent is asked for again. */
        (void)udp_sendto_if(pcb, answer, &to, LWIP_IANA_PORT_DHCP_CLIENT, server_netif);
    }
    pbuf_free(answer);
}

bool tsp_dhcp_server_start(struct netif *netif) {
    struct udp_pcb *pcb = udp_new_ip_type(IPADDR_TYPE_V4);
    if (pcb == NULL) {
        return false;
    }
    server_netif = netif;
    server.address = lwip_ntohl(ip4_addr_get_u32(netif_ip4_addr(netif)));
    server.mask = lwip_ntohl(ip4_addr_get_u32(netif_ip4_netmask(netif)));
    server.first = server.address + 1;
    ip_set_option(pcb, SOF_BROADCAST);
    udp_bind_netif(pcb, netif);
    udp_recv(pcb, dhcp_server_received, NULL);
    return udp_bind(pcb, IP4_ADDR_ANY, LWIP_IANA_PORT_DHCP_SERVER) == ERR_OK;
}
