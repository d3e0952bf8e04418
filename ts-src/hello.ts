// A program without sockets: it runs and ends, on the host as in Node.
const names = ["world", "Pico W"];

for (const name of names) {
    console.log(`Hello, ${name}!`);
}
