/*
 * NCM transfer blocks (NTB), 16-bit form: several Ethernet frames in one USB transfer. USB CDC NCM
 * 1.0 (Errata 1), section 3.
 *
 * Plain functions over bytes, without TinyUSB and lwIP, because what is read here comes from
 * whatever is plugged in. All fields are little-endian at any alignment.
 */
#ifndef TSP_USB_NTB_H
#define TSP_USB_NTB_H

#include <stdbool.h>
#include <stdint.h>

/* Largest block in each direction, in bytes. Linux refuses devices that take less than 2048. */
#define TSP_NTB_SIZE 2048u
/* Frames that one block of ours may carry, and that hosts are told to put into one of theirs. */
#define TSP_NTB_FRAMES 8u
/* Ethernet frames without checksum: header alone, and header with 1500 bytes. */
#define TSP_NTB_SHORTEST_FRAME 14u
#define TSP_NTB_LONGEST_FRAME 1514u

/* Where a reader is in a received block; fields are the reader's own. */
struct tsp_ntb_reader {
    const uint8_t *block;
    uint32_t length;  /* bytes of the block that may be read */
    uint32_t entry;   /* offset of the next datagram pointer; 0: go to the next table */
    uint32_t entries; /* pointers left in this table */
    uint32_t table;   /* offset of the next table; 0: there is none */
    uint32_t tables;  /* tables that may still be opened, against a chain that bites its tail */
};

/*
 * Starts to read `received` bytes at `block`, which must stay until the last frame is used. False
 * when they are no transfer block: then there is nothing to read.
 */
bool tsp_ntb_open(struct tsp_ntb_reader *reader, const uint8_t *block, uint32_t received);

/*
 * The next frame of the block: false at its end. A pointer that leaves the block, and a frame
 * shorter than an Ethernet header or longer than TSP_NTB_LONGEST_FRAME, is passed over. Never reads
 * outside the bytes given to tsp_ntb_open, never loops.
 */
bool tsp_ntb_next(struct tsp_ntb_reader *reader, const uint8_t **frame, uint16_t *length);

/* A block under construction; `length` is 0 until the first frame. */
struct tsp_ntb_writer {
    uint8_t *block; /* TSP_NTB_SIZE bytes of the caller */
    uint16_t length;
    uint16_t frames;
};

/*
 * Room for a frame of `length` bytes (at most TSP_NTB_LONGEST_FRAME), which the caller then fills.
 * NULL when the block has no room for it; an empty block has room for every frame.
 */
uint8_t *tsp_ntb_add(struct tsp_ntb_writer *writer, uint16_t length);

/*
 * Completes a block that has at least one frame and returns its length. The length is no multiple
 * of 64, the largest packet of full-speed bulk endpoints, so that every transfer ends with a short
 * packet and no empty one is needed.
 */
uint16_t tsp_ntb_finish(struct tsp_ntb_writer *writer, uint16_t sequence);

#endif
