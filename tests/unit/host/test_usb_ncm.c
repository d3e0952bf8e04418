/*
 * The network function of the USB device against a host that keeps the rules, and one that does
 * not.
 */
#include <string.h>

#include "descriptors.h"
#include "fake_usbd.h"
#include "ncm.h"
#include "ntb.h"
#include "unity.h"

#define NOTIFY 0x81
#define OUT 0x02
#define IN 0x82

static uint8_t block[TSP_NTB_SIZE];

static int set_alternate(uint16_t alternate) {
    tusb_control_request_t request = {
        .bmRequestType = 0x01, .bRequest = TUSB_REQ_SET_INTERFACE, .wValue = alternate, .wIndex = TSP_USB_NETWORK_DATA};
    return fake_usbd_control(&request, NULL);
}

static int class_request(uint8_t type, uint8_t number, void *data, uint16_t length) {
    tusb_control_request_t request = {
        .bmRequestType = type, .bRequest = number, .wIndex = TSP_USB_NETWORK_CONTROL, .wLength = length};
    return fake_usbd_control(&request, data);
}

static uint16_t configure(void) {
    /* Behind the configuration's own descriptor and the association. */
    return fake_usbd_configure(tsp_usb_configuration + 17, TSP_USB_CONFIGURATION_SIZE - 17);
}

void setUp(void) {
    fake_usbd_start();
    TEST_ASSERT_EQUAL_UINT_MESSAGE(77, configure(), "all of the network function and nothing of the console");
    TEST_ASSERT_EQUAL_INT(0, set_alternate(0));
}

void tearDown(void) {}

static void open_interface(void) {
    TEST_ASSERT_EQUAL_INT(0, set_alternate(1));
}

/* A block with `count` frames whose bytes are `mark`. */
static uint16_t make_block(uint8_t mark, unsigned count, uint16_t length) {
    struct tsp_ntb_writer writer = {.block = block};
    for (unsigned i = 0; i < count; i++) {
        uint8_t *frame = tsp_ntb_add(&writer, length);
        TEST_ASSERT_NOT_NULL(frame);
        memset(frame, mark, length);
    }
    return tsp_ntb_finish(&writer, 0);
}

static void send_block(uint8_t mark, unsigned count) {
    fake_usbd_out(OUT, block, make_block(mark, count, 60));
}

static void assert_received(uint8_t mark) {
    const uint8_t *frame;
    uint16_t length;
    TEST_ASSERT_TRUE(tsp_ncm_receive(&frame, &length));
    TEST_ASSERT_EQUAL_UINT(60, length);
    TEST_ASSERT_EACH_EQUAL_UINT8(mark, frame, length);
}

static void assert_nothing_received(void) {
    const uint8_t *frame;
    uint16_t length;
    TEST_ASSERT_FALSE(tsp_ncm_receive(&frame, &length));
    TEST_ASSERT_FALSE(tsp_ncm_received());
}

static void give_frame(uint8_t mark, uint16_t length) {
    uint8_t *room = tsp_ncm_reserve(length);
    TEST_ASSERT_NOT_NULL(room);
    memset(room, mark, length);
    tsp_ncm_send();
}

static void test_nothing_moves_before_the_data_interface_is_open(void) {
    TEST_ASSERT_FALSE(tsp_ncm_open());
    TEST_ASSERT_FALSE(fake_usbd_endpoint(OUT)->busy);
    TEST_ASSERT_NULL(tsp_ncm_reserve(60));
}

static void test_opening_tells_the_speed_and_then_the_connection(void) {
    open_interface();
    struct fake_endpoint *notify = fake_usbd_endpoint(NOTIFY);
    static const uint8_t speed[16] = {
        0xA1, 0x2A, 0, 0, TSP_USB_NETWORK_CONTROL, 0, 8, 0, 0x00, 0x1B, 0xB7, 0x00, 0x00, 0x1B, 0xB7, 0x00};
    TEST_ASSERT_EQUAL_UINT(16, notify->length);
    TEST_ASSERT_EQUAL_MEMORY(speed, notify->buffer, 16);
    fake_usbd_in(NOTIFY);
    static const uint8_t connected[8] = {0xA1, 0x00, 1, 0, TSP_USB_NETWORK_CONTROL, 0, 0, 0};
    TEST_ASSERT_EQUAL_UINT(8, notify->length);
    TEST_ASSERT_EQUAL_MEMORY(connected, notify->buffer, 8);
    fake_usbd_in(NOTIFY);
    TEST_ASSERT_FALSE(notify->busy);
    TEST_ASSERT_TRUE(tsp_ncm_open());
}

static void test_parameters_are_those_of_the_buffers(void) {
    static const uint8_t expected[28] = {28, 0, 1, 0, 0, 8, 0, 0, 4, 0, 0, 0, 4, 0,
                                         0,  0, 0, 8, 0, 0, 4, 0, 0, 0, 4, 0, 8, 0};
    uint8_t answer[64];
    TEST_ASSERT_EQUAL_INT(28, class_request(0xA1, 0x80, answer, sizeof(answer)));
    TEST_ASSERT_EQUAL_MEMORY(expected, answer, 28);
}

static void test_the_input_size_may_be_read_and_set_no_smaller(void) {
    uint32_t size = 0;
    TEST_ASSERT_EQUAL_INT(4, class_request(0xA1, 0x85, &size, 4));
    TEST_ASSERT_EQUAL_UINT32(TSP_NTB_SIZE, size);
    TEST_ASSERT_EQUAL_INT(4, class_request(0x21, 0x86, &size, 4));
    size = TSP_NTB_SIZE - 1;
    TEST_ASSERT_EQUAL_INT(-1, class_request(0x21, 0x86, &size, 4));
    TEST_ASSERT_EQUAL_INT(-1, class_request(0x21, 0x86, &size, 2));
}

static void test_every_packet_filter_is_taken_and_changes_nothing(void) {
    open_interface();
    tusb_control_request_t request = {.bmRequestType = 0x21, .bRequest = 0x43, .wIndex = TSP_USB_NETWORK_CONTROL};
    for (unsigned filter = 0; filter < 32; filter++) {
        request.wValue = (uint16_t)filter;
        TEST_ASSERT_EQUAL_INT(0, fake_usbd_control(&request, NULL));
        TEST_ASSERT_TRUE(tsp_ncm_open());
    }
    send_block(1, 1);
    assert_received(1);
    uint8_t data[8] = {0};
    TEST_ASSERT_EQUAL_INT(-1, class_request(0x21, 0x43, data, 2));
    TEST_ASSERT_EQUAL_INT(-1, class_request(0xA1, 0x43, data, 8));
}

static void test_unknown_requests_are_stalled(void) {
    uint8_t data[8] = {0};
    TEST_ASSERT_EQUAL_INT(-1, class_request(0xA1, 0xFF, data, 8));
    tusb_control_request_t foreign = {.bmRequestType = 0xA1, .bRequest = 0x80, .wIndex = 2, .wLength = 8};
    TEST_ASSERT_EQUAL_INT(-1, fake_usbd_control(&foreign, data));
    TEST_ASSERT_EQUAL_INT(-1, set_alternate(2));
}

static void test_the_alternate_setting_reads_back(void) {
    tusb_control_request_t request = {
        .bmRequestType = 0x81, .bRequest = TUSB_REQ_GET_INTERFACE, .wIndex = TSP_USB_NETWORK_DATA, .wLength = 1};
    uint8_t alternate = 9;
    TEST_ASSERT_EQUAL_INT(1, fake_usbd_control(&request, &alternate));
    TEST_ASSERT_EQUAL_UINT(0, alternate);
    open_interface();
    TEST_ASSERT_EQUAL_INT(1, fake_usbd_control(&request, &alternate));
    TEST_ASSERT_EQUAL_UINT(1, alternate);
}

static void test_frames_arrive_in_order_and_the_host_may_send_ahead(void) {
    open_interface();
    send_block(1, 3);
    send_block(2, 1);
    TEST_ASSERT_FALSE_MESSAGE(fake_usbd_endpoint(OUT)->busy, "both buffers are full");
    for (int i = 0; i < 3; i++) {
        assert_received(1);
    }
    assert_received(2);
    TEST_ASSERT_TRUE_MESSAGE(fake_usbd_endpoint(OUT)->busy, "the first buffer is with the host again");
    assert_nothing_received();
}

static void test_bad_blocks_never_stop_reception(void) {
    open_interface();
    for (int round = 0; round < 100; round++) {
        uint16_t length = make_block(3, 2, 60);
        switch (round % 5) {
            case 0: block[0] ^= 1; break;
            case 1: block[17] = 0xFF; break;
            case 2: block[9] = 0xFF; break;
            case 3: length = 0; break; /* a lone empty packet */
            default: block[22] = 0xFF; block[23] = 0xFF; break;
        }
        fake_usbd_out(OUT, block, length);
        const uint8_t *frame;
        uint16_t size;
        while (tsp_ncm_receive(&frame, &size)) {
        }
        send_block(4, 1);
        assert_received(4);
        assert_nothing_received();
    }
}

static void test_frames_wait_together_while_a_block_is_under_way(void) {
    open_interface();
    struct fake_endpoint *in = fake_usbd_endpoint(IN);
    give_frame(1, 60);
    TEST_ASSERT_TRUE_MESSAGE(in->busy, "the first frame goes at once");
    give_frame(2, 60);
    give_frame(3, 60);
    fake_usbd_in(IN);
    TEST_ASSERT_TRUE(in->busy);
    struct tsp_ntb_reader reader;
    const uint8_t *frame;
    uint16_t length;
    TEST_ASSERT_TRUE(tsp_ntb_open(&reader, in->buffer, in->length));
    TEST_ASSERT_TRUE(tsp_ntb_next(&reader, &frame, &length));
    TEST_ASSERT_EACH_EQUAL_UINT8(2, frame, length);
    TEST_ASSERT_TRUE(tsp_ntb_next(&reader, &frame, &length));
    TEST_ASSERT_EACH_EQUAL_UINT8(3, frame, length);
    TEST_ASSERT_FALSE(tsp_ntb_next(&reader, &frame, &length));
    fake_usbd_in(IN);
    TEST_ASSERT_FALSE(in->busy);
}

static void test_there_is_no_room_until_the_host_fetches(void) {
    open_interface();
    give_frame(1, 1514);
    give_frame(2, 1514);
    TEST_ASSERT_NULL(tsp_ncm_reserve(1514));
    fake_usbd_in(IN);
    TEST_ASSERT_NOT_NULL(tsp_ncm_reserve(1514));
}

static void test_a_bus_reset_forgets_everything(void) {
    open_interface();
    send_block(1, 2);
    give_frame(2, 60);
    uint32_t losses = tsp_ncm_losses();
    fake_usbd_bus_reset();
    TEST_ASSERT_EQUAL_UINT32(losses + 1, tsp_ncm_losses());
    TEST_ASSERT_FALSE(tsp_ncm_open());
    assert_nothing_received();
    TEST_ASSERT_EQUAL_UINT(77, configure());
    open_interface();
    send_block(5, 1);
    assert_received(5);
    give_frame(6, 60);
    TEST_ASSERT_TRUE(fake_usbd_endpoint(IN)->busy);
}

static void test_closing_and_opening_starts_both_toggles_anew(void) {
    open_interface();
    send_block(1, 2);
    give_frame(2, 60);
    give_frame(3, 60);
    unsigned in = fake_usbd_endpoint(IN)->toggles_reset;
    unsigned out = fake_usbd_endpoint(OUT)->toggles_reset;
    uint32_t losses = tsp_ncm_losses();
    TEST_ASSERT_EQUAL_INT(0, set_alternate(0));
    TEST_ASSERT_EQUAL_UINT32(losses + 1, tsp_ncm_losses());
    TEST_ASSERT_NULL(tsp_ncm_reserve(60));
    assert_nothing_received();
    open_interface();
    TEST_ASSERT_GREATER_THAN_UINT(in, fake_usbd_endpoint(IN)->toggles_reset);
    TEST_ASSERT_GREATER_THAN_UINT(out, fake_usbd_endpoint(OUT)->toggles_reset);
    TEST_ASSERT_FALSE_MESSAGE(fake_usbd_endpoint(IN)->busy, "what waited before is gone");
    send_block(7, 1);
    assert_received(7);
}

static void test_a_cleared_halt_starts_both_directions_again(void) {
    open_interface();
    give_frame(1, 60);
    fake_usbd_halt(IN);
    fake_usbd_halt(OUT);
    fake_usbd_clear_halt(IN);
    fake_usbd_clear_halt(OUT);
    send_block(2, 1);
    assert_received(2);
    give_frame(3, 60);
    TEST_ASSERT_TRUE(fake_usbd_endpoint(IN)->busy);
    fake_usbd_in(IN);
    /* Linux clears halts that never were; a transfer must then not be started twice. */
    fake_usbd_clear_halt(OUT);
    send_block(4, 1);
    assert_received(4);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_nothing_moves_before_the_data_interface_is_open);
    RUN_TEST(test_opening_tells_the_speed_and_then_the_connection);
    RUN_TEST(test_parameters_are_those_of_the_buffers);
    RUN_TEST(test_the_input_size_may_be_read_and_set_no_smaller);
    RUN_TEST(test_every_packet_filter_is_taken_and_changes_nothing);
    RUN_TEST(test_unknown_requests_are_stalled);
    RUN_TEST(test_the_alternate_setting_reads_back);
    RUN_TEST(test_frames_arrive_in_order_and_the_host_may_send_ahead);
    RUN_TEST(test_bad_blocks_never_stop_reception);
    RUN_TEST(test_frames_wait_together_while_a_block_is_under_way);
    RUN_TEST(test_there_is_no_room_until_the_host_fetches);
    RUN_TEST(test_a_cleared_halt_starts_both_directions_again);
    RUN_TEST(test_a_bus_reset_forgets_everything);
    RUN_TEST(test_closing_and_opening_starts_both_toggles_anew);
    return UNITY_END();
}
