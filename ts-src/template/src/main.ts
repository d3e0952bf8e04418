// An HTTP server that counts its visitors.
import Listener from "embedded:io/socket/listener";
import TCP, { type TCPOptions } from "embedded:io/socket/tcp";

let visitors = 0;

class Visit extends TCP {
    constructor(options: TCPOptions) {
        super({
            ...options,
            onReadable: Visit.prototype.onReadable,
        });
    }

    onReadable(): void {
        const request = this.read();
        if (request === undefined) return;
        visitors++;
        const body = `Hello, visitor ${visitors}!\n`;
        this.write(
            ArrayBuffer.fromString(
                `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
            ),
        );
        this.close();
    }
}

new Listener({
    port: 80,
    onReadable(requests) {
        while (requests--) {
            const from = this.read();
            if (from !== undefined) new Visit({ from });
        }
    },
});
