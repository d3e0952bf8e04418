import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";
class Echo extends TCP {
constructor(options) {
super({
...options,
onReadable: this.onReadable,
});
}
onReadable() {
const response = this.read();
this.write(ArrayBuffer.fromString("HTTP/1.1 200 OK\r\n"));
this.write(ArrayBuffer.fromString("connection: close\r\n"));
this.write(ArrayBuffer.fromString("content-type: text/plain\r\n"));
this.write(ArrayBuffer.fromString(`content-length: ${response.byteLength}\r\n`));
this.write(ArrayBuffer.fromString("\r\n"));
this.write(response);
this.close();
}
}
new Listener({
port: 80,
onReadable(requests) {
while (requests--) {
new Echo({ from: this.read() });
}
}
});
