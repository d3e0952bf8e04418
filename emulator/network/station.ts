/**
 * Who stands at the other end of the board's link: a host in this process, or the bridge to this
 * machine's network.
 */
export interface Station {
    /** A frame from the board; the bytes are valid during the call only. */
    receive(frame: Uint8Array): void;
    /** The board's link has come up or gone down. */
    linkChanged(up: boolean): void;
    /** Set by who connects the station: sends a frame to the board. */
    transmit: (frame: Uint8Array) => void;
}
