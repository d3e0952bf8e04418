/* What open sockets learn when the link is lost. */
#ifndef TSP_PORT_PICO_LINK_LOSS_H
#define TSP_PORT_PICO_LINK_LOSS_H

/*
 * Ends every TCP connection as a reset from its peer would: the socket's onError comes after what
 * it has received is read, and connections that nobody has taken yet are gone. Listeners stay open:
 * they serve again when the link is back. Called by a link when it finds that it is down, outside
 * lwIP's callbacks.
 */
void tsp_link_lost(void);

#endif
