#include "ncm.h"

#include <string.h>

#include "ntb.h"
#include "tusb.h"

#include "device/usbd_pvt.h"

/* Class requests (USB CDC NCM 1.0, table 6-2) and notifications (USB CDC PSTN/ECM 1.2). */
#define SET_ETHERNET_PACKET_FILTER 0x43
#define GET_NTB_PARAMETERS 0x80
#define GET_NTB_INPUT_SIZE 0x85
#define SET_NTB_INPUT_SIZE 0x86
#define NETWORK_CONNECTION 0x00
#define CONNECTION_SPEED_CHANGE 0x2A
#define SUBCLASS_NCM 0x0D
/* Full speed, in bits per second; the figure that hosts show. */
#define SPEED 12000000u

#define BUFFERS 2

/* Layout of GET_NTB_PARAMETERS' answer, in 16-bit words; table 6-3. */
static uint16_t parameters[14] = {
    sizeof(parameters),
    1,               /* 16-bit blocks only */
    TSP_NTB_SIZE, 0, /* largest block to the host */
    4, 0, 4, 0,      /* its frames: divisor, remainder, alignment; reserved */
    TSP_NTB_SIZE, 0, /* largest block from the host */
    4, 0, 4,         /* the same for its frames */
    TSP_NTB_FRAMES,
};

/* What an unplugging or bus reset leaves nothing of. */
struct function {
    uint8_t control_interface;
    uint8_t notify_endpoint; /* 0 until the configuration is set */
    uint8_t in_endpoint;
    uint8_t out_endpoint;
    uint8_t alternate; /* of the data interface: 1 when frames can move */
    uint8_t notifications_left;
    bool notifying;
    bool receiving; /* one of the buffers is with the controller: the one after the last full one */
    bool sending;   /* the block that is not under construction is with the controller */
    uint8_t first_full;
    uint8_t full;
    uint8_t filling; /* index of the block under construction */
    uint16_t sequence;
    uint32_t received[BUFFERS];
    struct tsp_ntb_reader reader;
    bool reading;
    uint32_t input_size; /* of SET_NTB_INPUT_SIZE, while its data arrives */
    struct tsp_ntb_writer writer;
};

static struct function function;
static uint8_t receive_buffers[BUFFERS][TSP_NTB_SIZE];
static uint8_t send_buffers[BUFFERS][TSP_NTB_SIZE];
static uint8_t notification[16];
static uint32_t losses;

bool tsp_ncm_open(void) {
    return function.alternate == 1;
}

uint32_t tsp_ncm_losses(void) {
    return losses;
}

static void forget_frames(void) {
    function.receiving = false;
    function.sending = false;
    function.reading = false;
    function.full = 0;
    function.first_full = 0;
    function.filling = 0;
    function.writer = (struct tsp_ntb_writer){.block = send_buffers[0]};
}

/* ---- Receiving ---- */

static void receive_next(void) {
    if (function.alternate != 1 || function.receiving || function.full == BUFFERS) {
        return;
    }
    unsigned buffer = (function.first_full + function.full) % BUFFERS;
    function.receiving = usbd_edpt_xfer(0, function.out_endpoint, receive_buffers[buffer], TSP_NTB_SIZE);
}

bool tsp_ncm_received(void) {
    return function.full > 0;
}

bool tsp_ncm_receive(const uint8_t **frame, uint16_t *length) {
    while (function.full > 0) {
        unsigned buffer = function.first_full;
        if (!function.reading) {
            function.reading =
                    tsp_ntb_open(&function.reader, receive_buffers[buffer], function.received[buffer]);
        }
        if (function.reading && tsp_ntb_next(&function.reader, frame, length)) {
            return true;
        }
        function.reading = false;
        function.first_full = (uint8_t)((buffer + 1) % BUFFERS);
        function.full--;
        receive_next();
    }
    return false;
}

/* ---- Sending ---- */

static void send_next(void) {
    if (function.alternate != 1 || function.sending || function.writer.frames == 0) {
        return;
    }
    uint16_t length = tsp_ntb_finish(&function.writer, function.sequence++);
    function.sending = usbd_edpt_xfer(0, function.in_endpoint, function.writer.block, length);
    /* A block that the controller refused is lost, as a frame on a cable may be. */
    function.filling = (uint8_t)((function.filling + 1) % BUFFERS);
    function.writer = (struct tsp_ntb_writer){.block = send_buffers[function.filling]};
}

uint8_t *tsp_ncm_reserve(uint16_t length) {
    return function.alternate == 1 ? tsp_ntb_add(&function.writer, length) : NULL;
}

void tsp_ncm_send(void) {
    send_next();
}

/* ---- Notifications: the speed, then that the cable is in ---- */

static void notify_next(void) {
    if (function.notifying || function.notifications_left == 0) {
        return;
    }
    function.notifications_left--;
    bool speed = function.notifications_left == 1;
    uint16_t data = speed ? 8 : 0;
    uint16_t value = speed ? 0 : 1;
    tusb_control_request_t header = {
        .bmRequestType = 0xA1,
        .bRequest = speed ? CONNECTION_SPEED_CHANGE : NETWORK_CONNECTION,
        .wValue = value,
        .wIndex = function.control_interface,
        .wLength = data,
    };
    uint32_t speeds[2] = {SPEED, SPEED};
    memcpy(notification, &header, sizeof(header));
    memcpy(notification + sizeof(header), speeds, data);
    function.notifying =
            usbd_edpt_xfer(0, function.notify_endpoint, notification, (uint16_t)(sizeof(header) + data));
}

/* ---- What TinyUSB calls ---- */

static void ncm_init(void) {
    memset(&function, 0, sizeof(function));
    forget_frames();
}

static bool ncm_deinit(void) {
    return true;
}

static void ncm_reset(uint8_t port) {
    (void)port;
    if (tsp_ncm_open()) {
        losses++;
    }
    ncm_init();
}

/*
 * The function's descriptors: control interface, class descriptors, notification endpoint, data
 * interface without endpoints, data interface with two. Returns their length, or 0 when the
 * interface is another function's.
 */
static uint16_t ncm_open(uint8_t port, tusb_desc_interface_t const *interface, uint16_t length) {
    if (interface->bInterfaceClass != TUSB_CLASS_CDC || interface->bInterfaceSubClass != SUBCLASS_NCM) {
        return 0;
    }
    function.control_interface = interface->bInterfaceNumber;
    uint8_t const *start = (uint8_t const *)interface;
    uint8_t const *at = tu_desc_next(start);
    while (at < start + length && tu_desc_type(at) != TUSB_DESC_INTERFACE_ASSOCIATION) {
        if (tu_desc_type(at) == TUSB_DESC_INTERFACE &&
                ((tusb_desc_interface_t const *)at)->bInterfaceNumber > function.control_interface + 1) {
            break;
        }
        if (tu_desc_type(at) == TUSB_DESC_ENDPOINT) {
            tusb_desc_endpoint_t const *endpoint = (tusb_desc_endpoint_t const *)at;
            if (!usbd_edpt_open(port, endpoint)) {
                return 0;
            }
            uint8_t address = endpoint->bEndpointAddress;
            if (endpoint->bmAttributes.xfer == TUSB_XFER_INTERRUPT) {
                function.notify_endpoint = address;
            } else if (tu_edpt_dir(address) == TUSB_DIR_IN) {
                function.in_endpoint = address;
            } else {
                function.out_endpoint = address;
            }
        }
        at = tu_desc_next(at);
    }
    return (uint16_t)(at - start);
}

/*
 * Ends a transfer that is under way and sets the data toggle to 0, as SET_INTERFACE demands (USB
 * 2.0, 9.1.1.5).
 */
static void restart_endpoint(uint8_t port, uint8_t endpoint) {
    usbd_edpt_stall(port, endpoint);
    usbd_edpt_clear_stall(port, endpoint);
}

static void set_alternate(uint8_t port, uint8_t alternate) {
    if (tsp_ncm_open()) {
        losses++;
    }
    function.alternate = 0;
    forget_frames();
    restart_endpoint(port, function.in_endpoint);
    restart_endpoint(port, function.out_endpoint);
    function.alternate = alternate;
    if (alternate == 1) {
        receive_next();
        function.notifications_left = 2;
        notify_next();
    }
}

/* After the host has cleared a halt: what was under way is lost, and the transfers start again. */
static void halt_cleared(uint8_t port, uint8_t endpoint) {
    if (endpoint == function.out_endpoint) {
        restart_endpoint(port, endpoint);
        function.receiving = false;
        receive_next();
    } else if (endpoint == function.in_endpoint) {
        restart_endpoint(port, endpoint);
        function.sending = false;
        send_next();
    }
}

static bool standard_request(uint8_t port, tusb_control_request_t const *request) {
    if (request->wIndex != function.control_interface + 1) {
        /* The control interface has no alternate; hosts may set the one that it has. */
        return request->bRequest == TUSB_REQ_SET_INTERFACE && request->wValue == 0 && tud_control_status(port, request);
    }
    if (request->bRequest == TUSB_REQ_GET_INTERFACE) {
        return tud_control_xfer(port, request, &function.alternate, 1);
    }
    if (request->bRequest == TUSB_REQ_SET_INTERFACE && request->wValue <= 1) {
        set_alternate(port, (uint8_t)request->wValue);
        return tud_control_status(port, request);
    }
    return false;
}

static bool class_request(uint8_t port, tusb_control_request_t const *request) {
    static uint32_t size = TSP_NTB_SIZE;
    if (request->wIndex != function.control_interface) {
        return false;
    }
    switch (request->bRequest) {
        case SET_ETHERNET_PACKET_FILTER:
            /* The host gets every frame, whatever it asks for. */
            return request->bmRequestType_bit.direction == TUSB_DIR_OUT && request->wLength == 0 &&
                    tud_control_status(port, request);
        case GET_NTB_PARAMETERS:
            return tud_control_xfer(port, request, parameters, sizeof(parameters));
        case GET_NTB_INPUT_SIZE:
            return tud_control_xfer(port, request, &size, sizeof(size));
        case SET_NTB_INPUT_SIZE:
            return request->wLength == sizeof(function.input_size) &&
                    tud_control_xfer(port, request, &function.input_size, sizeof(function.input_size));
        default:
            return false;
    }
}

static bool ncm_control(uint8_t port, uint8_t stage, tusb_control_request_t const *request) {
    if (stage == CONTROL_STAGE_DATA && request->bRequest == SET_NTB_INPUT_SIZE) {
        /*
         * Blocks are at most TSP_NTB_SIZE long anyway; a host that takes less than that is refused.
         */
        return function.input_size >= TSP_NTB_SIZE;
    }
    if (stage != CONTROL_STAGE_SETUP) {
        return true;
    }
    if (request->bmRequestType_bit.recipient == TUSB_REQ_RCPT_ENDPOINT) {
        /* TinyUSB itself halts, clears and answers. */
        if (request->bRequest == TUSB_REQ_CLEAR_FEATURE) {
            halt_cleared(port, (uint8_t)request->wIndex);
        }
        return true;
    }
    if (request->bmRequestType_bit.type == TUSB_REQ_TYPE_STANDARD) {
        return standard_request(port, request);
    }
    return request->bmRequestType_bit.type == TUSB_REQ_TYPE_CLASS && class_request(port, request);
}

static bool ncm_transferred(uint8_t port, uint8_t endpoint, xfer_result_t result, uint32_t length) {
    (void)port;
    if (endpoint == function.notify_endpoint) {
        function.notifying = false;
        notify_next();
    } else if (endpoint == function.in_endpoint && function.sending) {
        function.sending = false;
        send_next();
    } else if (endpoint == function.out_endpoint && function.receiving) {
        function.receiving = false;
        if (result == XFER_RESULT_SUCCESS) {
            unsigned buffer = (function.first_full + function.full) % BUFFERS;
            function.received[buffer] = length;
            function.full++;
        }
        receive_next();
    }
    return true;
}

usbd_class_driver_t const *usbd_app_driver_get_cb(uint8_t *count) {
    static const usbd_class_driver_t driver = {
        .name = "NCM",
        .init = ncm_init,
        .deinit = ncm_deinit,
        .reset = ncm_reset,
        .open = ncm_open,
        .control_xfer_cb = ncm_control,
        .xfer_cb = ncm_transferred,
    };
    *count = 1;
    return &driver;
}
