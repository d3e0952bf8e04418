/**
 * Where Ethernet frames pass between the emulated board and a network. The radio's model and the
 * USB host side are attachments; the in-process peers and the bridge to the desk's own network are
 * networks. A frame is destination, source, type and payload, without preamble and check sequence:
 * 14 to 1514 bytes.
 */
export interface EthernetAttachment {
    /**
     * Whether the board's side is connected: the station is associated, the USB interface is
     * configured.
     */
    readonly linkUp: boolean;
    /**
     * Hands a frame to the board, as seen from simulated time now. The bytes are copied. Returns
     * false where the attachment has no room or no link; the frame is then lost, as on a wire.
     */
    deliver(frame: Uint8Array): boolean;
    /**
     * Set by the network. Called for each frame from the board; the bytes are valid during the call
     * only.
     */
    onFrame: (frame: Uint8Array) => void;
    /** Set by the network. Called when `linkUp` changes. */
    onLinkChange: (up: boolean) => void;
}
