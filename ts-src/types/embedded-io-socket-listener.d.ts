/** Listening for TCP connections, as ECMA-419 (3rd edition) defines it. */
declare module "embedded:io/socket/listener" {
    import TCP from "embedded:io/socket/tcp";

    /**
     * @native struct tsp_listener_options
     * @header io/listener.h
     */
    export interface ListenerOptions {
        /** 0, the default, takes any free port. */
        port?: number;
        /**
         * IP address of the interface to listen on; by default every one, IPv4 and IPv6. @reader
         * tsp_option_address
         */
        address?: string;
        format?: "socket/tcp";
        /** Any value of the program's, for the program. */
        target?: any;
        /** Connections have come; `requests` is how many can be read, older ones included. */
        onReadable?: ((this: Listener, requests: uint8) => void) | null;
        onError?: ((this: Listener) => void) | null;
    }

    /**
     * @native struct tsp_listener
     * @header io/listener.h
     * @shape tsp_listener_shape
     */
    export default class Listener {
        /** @native tsp_listener_construct @throws */
        constructor(options: ListenerOptions);
        /**
         * The oldest connection that waits, without callbacks; usually handed on by `from`. @native
         * tsp_listener_read @throws
         */
        read(): TCP | undefined;
        /** Not supported by listeners: throws. @native tsp_listener_write @throws */
        write(data: any): void;
        /** Stops listening and closes the connections that wait. @native tsp_listener_close */
        close(): void;
        /** @native tsp_listener_get_port @throws @range 0 65535 */
        readonly port: int32;
        /**
         * Always "socket/tcp". @native tsp_listener_get_format @setter tsp_listener_set_format
         * @throws
         */
        format: string;
        /** @native tsp_listener_get_target @setter tsp_listener_set_target */
        target: any;
    }
}
