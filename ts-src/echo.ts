// A simple HTTP echo server: each request comes back as the body of its response, headers included.
import Listener from "embedded:io/socket/listener";
import TCP, { type TCPOptions } from "embedded:io/socket/tcp";

class Echo extends TCP {
    constructor(options: TCPOptions) {
        super({
            ...options,
            onReadable: Echo.prototype.onReadable,
        });
    }

    onReadable(): void {
        const request = this.read();
        if (request === undefined) return;
        this.write(ArrayBuffer.fromString("HTTP/1.1 200 OK\r\n"));
        this.write(ArrayBuffer.fromString("connection: close\r\n"));
        this.write(ArrayBuffer.fromString("content-type: text/plain\r\n"));
        this.write(ArrayBuffer.fromString(`content-length: ${request.byteLength}\r\n`));
        this.write(ArrayBuffer.fromString("\r\n"));
        this.write(request);
        this.close();
    }
}

new Listener({
    port: 80,
    onReadable(requests) {
        while (requests--) {
            const from = this.read();
            if (from !== undefined) new Echo({ from });
        }
    },
});
