// The program of `tspico test --board --bring-up` that brings a board into trouble: by a fault of
// native code, and by a wave on an input that it watches. It is built with the C beside it.
import { fault, wave } from "embedded:bring-up/native";
import Digital from "embedded:io/digital";
import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";

/** Pins that a wire connects. */
const OUT = 2;
const IN = 3;

/** How often the watched input has called back, and a timer of ten milliseconds. */
let calls = 0;
let ticks = 0;

function faultSoon(): void {
    // The answer goes out before.
    setTimeout(() => {
        fault();
    }, 100);
}

function command(name: string): string {
    if (name === "/fault") {
        faultSoon();
        return "soon";
    }
    if (name.startsWith("/wave/")) {
        calls = 0;
        ticks = 0;
        wave(OUT, Number(name.slice(6)));
        return "on its way";
    }
    if (name === "/counts") return `calls ${calls} ticks ${ticks}`;
    return "ready";
}

new Digital({
    pin: IN,
    mode: Digital.InputPullUp,
    edge: Digital.Rising + Digital.Falling,
    onReadable() {
        calls++;
    },
});
setInterval(() => {
    ticks++;
}, 10);

// Commands: the path of an HTTP request.
new Listener({
    port: 80,
    onReadable() {
        for (let from = this.read(); from !== undefined; from = this.read()) {
            let line = "";
            new TCP({
                from,
                onReadable() {
                    const bytes = this.read();
                    if (!(bytes instanceof ArrayBuffer)) return;
                    line += String.fromArrayBuffer(bytes);
                    const end = line.indexOf("\r\n\r\n");
                    if (end < 0) return;
                    const start = line.indexOf(" ") + 1;
                    const text = command(line.slice(start, line.indexOf(" ", start)));
                    this.write(ArrayBuffer.fromString(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${text}\n`));
                    this.close();
                },
            });
        }
    },
});

console.log("trouble: started");
