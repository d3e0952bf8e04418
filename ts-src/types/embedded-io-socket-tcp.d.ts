/** TCP connections, as ECMA-419 (3rd edition) defines them; the server side. */
declare module "embedded:io/socket/tcp" {
    /**
     * @native struct tsp_tcp_options
     * @header io/tcp.h
     * @requires from
     */
    export interface TCPOptions {
        /**
         * IP address of the peer. Connecting is not supported yet: `new TCP` without `from` is an
         * error. @reader tsp_option_address
         */
        address?: string;
        port?: number;
        /** Takes over the connection of another instance, which is closed by that. */
        from?: TCP;
        /** Sends small packets at once (turns Nagle's algorithm off). */
        noDelay?: boolean;
        /** Probes a silent peer after so many milliseconds. */
        keepAlive?: number;
        format?: "buffer" | "number";
        /** Any value of the program's, for the program. */
        target?: any;
        /** More bytes have come; `bytes` is how many can be read. */
        onReadable?: ((this: TCP, bytes: int32) => void) | null;
        /** `bytes` more can be written. */
        onWritable?: ((this: TCP, bytes: int32) => void) | null;
        /**
         * The connection is over: reset, lost, or ended by the peer with everything read and
         * acknowledged.
         */
        onError?: ((this: TCP) => void) | null;
    }

    /** Hints about packets over several writes; they change nothing here. */
    interface WriteOptions {
        more?: boolean;
        byteLength?: number;
    }

    /**
     * @native struct tsp_tcp
     * @header io/tcp.h
     * @shape tsp_tcp_shape
     */
    export default class TCP {
        /** @native tsp_tcp_construct @throws */
        constructor(options: TCPOptions);
        /**
         * The bytes that have come: all, at most `argument` of them, or as many as fit into the
         * buffer `argument` (then their number). With format "number" the next byte. `undefined`
         * when there is none.
         *
         * What comes back depends on format and argument in a way that types cannot follow; the
         * compiler knows what it is.
         * @checker
         */
        read(argument?: number | BufferSource): any;
        /** @native tsp_tcp_read @throws */
        read(argument?: number | BufferSource): ArrayBuffer | int32 | undefined;
        /** @when format buffer */
        read(count?: number): ArrayBuffer | undefined;
        /** @when format buffer */
        read(buffer: BufferSource): int32 | undefined;
        /** @when format number @range 0 255 */
        read(argument?: number | BufferSource): int32 | undefined;
        /** Writes all of `data` or throws; returns how much more can be written. @checker */
        write(data: number | BufferSource, options?: WriteOptions): int32;
        /** @native tsp_tcp_write @throws @range 0 65535 @numeric data @borrows data */
        write(data: number | BufferSource, options?: any): int32;
        /**
         * Ends the connection; what was written is still delivered. No callback runs afterwards.
         * @native tsp_tcp_close
         */
        close(): void;
        /** @native tsp_tcp_get_remote_address @throws */
        readonly remoteAddress: string | undefined;
        /** @native tsp_tcp_get_remote_port @throws */
        readonly remotePort: uint16 | undefined;
        /**
         * "buffer" or "number". @native tsp_tcp_get_format @setter tsp_tcp_set_format @throws
         * @default buffer
         */
        format: string;
        /** @native tsp_tcp_get_target @setter tsp_tcp_set_target */
        target: any;
    }
}
