/**
 * Sizes and deadlines of firmware/lwipopts.h and firmware/io/connection.h: the oracle has the same
 * ones.
 */

const segment = 1460;

/** Bytes that a connection holds for the script: one receive window. */
export const receiveRing = 4 * segment;
/** Bytes that can be written and not yet be taken by the peer: a full receive ring and 256 more. */
export const sendRing = receiveRing + 256;

export const deadlines = {
    /** After the peer's end or reset: how long unread bytes hold onError back. */
    end: 30_000,
    /** After close, without a byte from a peer that does not close. */
    linger: 10_000,
    /** After close, from a peer that keeps sending. */
    lingerTotal: 60_000,
    /** Written bytes of which none is taken. */
    stall: 120_000,
};
