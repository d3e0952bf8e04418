#include "link_loss.h"

#include "lwip/priv/tcp_priv.h"

void tsp_link_lost(void) {
    /* Aborting takes a connection from the list, and may take others with it. */
    while (tcp_active_pcbs != NULL) {
        tcp_abort(tcp_active_pcbs);
    }
}
