/* TinyUSB's options: a CDC console; the network function is a class driver of ours (ncm.c). */
#ifndef TSP_USB_TUSB_CONFIG_H
#define TSP_USB_TUSB_CONFIG_H

#define CFG_TUSB_RHPORT0_MODE OPT_MODE_DEVICE
#define CFG_TUD_ENDPOINT0_SIZE 64
#define CFG_TUD_CDC 1
/* Typed lines; and what a program prints in one go. */
#define CFG_TUD_CDC_RX_BUFSIZE 128
#define CFG_TUD_CDC_TX_BUFSIZE 1024
#define CFG_TUD_CDC_EP_BUFSIZE 64

#endif
