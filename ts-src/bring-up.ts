// The program that `tspico test --board --bring-up` puts onto a board: it does what a step asks for.
import Digital from "embedded:io/digital";
import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";

/** Characters of a line that a program might print for each request. */
const LINE = "a line of a hundred characters, as a server prints one for each request that it answers, and so on.";
/** Lines of a turn that prints a hundred kilobytes. */
const FLOOD = 1024;

/** Pins that a wire connects. */
const OUT = 2;
const IN = 3;

/** How often the wired input saw its output rise and fall, of ten times each. */
function countEdges(answer: (text: string) => void): void {
    let rising = 0;
    let falling = 0;
    const output = new Digital({ pin: OUT, mode: Digital.Output });
    const input = new Digital({
        pin: IN,
        mode: Digital.Input,
        edge: Digital.Rising + Digital.Falling,
        onReadable() {
            if (this.read() === 1) rising++;
            else falling++;
        },
    });
    let left = 20;
    const timer = setInterval(() => {
        if (left > 0) {
            output.write(left % 2 === 0 ? 1 : 0);
            left--;
            return;
        }
        clearInterval(timer);
        input.close();
        output.close();
        answer(`rising ${rising} falling ${falling}`);
    }, 5);
}

/** How often the wired input saw an output with open drain fall: when it opened, and when it was written. */
function openDrain(answer: (text: string) => void): void {
    let edges = 0;
    const input = new Digital({
        pin: IN,
        mode: Digital.InputPullUp,
        edge: Digital.Falling,
        onReadable() {
            edges++;
        },
    });
    const drain = new Digital({ pin: OUT, mode: Digital.OutputOpenDrain });
    setTimeout(() => {
        const atOpen = edges;
        drain.write(0);
        setTimeout(() => {
            input.close();
            drain.close();
            answer(`falling at open ${atOpen} when written ${edges - atOpen}`);
        }, 5);
    }, 5);
}

/** Connections to the mirror that are over. */
let ended = 0;

function command(name: string, answer: (text: string) => void): void {
    if (name === "/print") {
        console.log(LINE);
        answer("printed");
    } else if (name === "/flood") {
        for (let i = 0; i < FLOOD; i++) console.log(LINE);
        answer("flooded");
    } else if (name === "/stuck") {
        for (;;) {
            // The watchdog ends it.
        }
    } else if (name === "/throw") {
        answer("soon");
        // The answer goes out before.
        setTimeout(() => {
            throw new Error("asked for");
        }, 100);
    } else if (name === "/ended") {
        answer(`ended ${ended}`);
    } else if (name === "/edges") {
        countEdges(answer);
    } else if (name === "/drain") {
        openDrain(answer);
    } else {
        answer("ready");
    }
}

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
                    command(line.slice(start, line.indexOf(" ", start)), (text) => {
                        this.write(ArrayBuffer.fromString(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${text}\n`));
                        this.close();
                    });
                },
            });
        }
    },
});

// RFC 862: what comes goes back.
new Listener({
    port: 7,
    onReadable() {
        for (let from = this.read(); from !== undefined; from = this.read()) {
            let space = 0;
            const move = (socket: TCP): void => {
                if (space === 0) return;
                const bytes = socket.read(space);
                if (bytes instanceof ArrayBuffer) space = socket.write(bytes);
            };
            new TCP({
                from,
                onReadable() {
                    move(this);
                },
                onWritable(bytes) {
                    space = bytes;
                    move(this);
                },
                onError() {
                    ended++;
                },
            });
        }
    },
});

console.log("bring-up: started");
