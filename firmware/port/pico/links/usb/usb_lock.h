/*
 * Keeps the interrupt that runs TinyUSB's task out while the program's own context calls TinyUSB or
 * looks at what its callbacks wrote. Calls nest; not for interrupts.
 */
#ifndef TSP_USB_LOCK_H
#define TSP_USB_LOCK_H

void tsp_usb_lock(void);
void tsp_usb_unlock(void);

#endif
