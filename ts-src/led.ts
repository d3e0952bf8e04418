import Digital from "embedded:io/digital";
import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";

/** Blinks the board's LED and answers every HTTP request with its state. */
const led = new Digital({ pin: "LED", mode: Digital.Output });
let lit = 0;

setInterval(() => {
    lit = 1 - lit;
    led.write(lit);
}, 500);

function answer(): ArrayBuffer {
    const body = lit === 1 ? "on\n" : "off\n";
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    return ArrayBuffer.fromString(head + body);
}

new Listener({
    port: 80,
    onReadable(requests) {
        for (; requests > 0; requests--) {
            new TCP({
                from: this.read(),
                onReadable() {
                    this.read();
                    this.write(answer());
                    this.close();
                },
            });
        }
    },
});
