/** The head of an HTTP request, parsed. */
class Request {
    method = "";
    path = "";
    headers = 0;
    contentLength = 0;
    keepsAlive = true;
}

const HEAD =
    "POST /sensors/7/readings HTTP/1.1\r\n" +
    "Host: 192.168.7.1\r\n" +
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n" +
    "Accept: */*\r\n" +
    "Accept-Language: en, de\r\n" +
    "Cache-Control: no-cache\r\n" +
    "Content-Type: text/plain\r\n" +
    "Connection: close\r\n" +
    "Content-Length: 1024\r\n" +
    "Accept-Encoding: gzip\r\n\r\n";

function parse(head: string): Request {
    const request = new Request();
    const methodEnd = head.indexOf(" ");
    const pathEnd = head.indexOf(" ", methodEnd + 1);
    request.method = head.slice(0, methodEnd);
    request.path = head.slice(methodEnd + 1, pathEnd);
    let at = head.indexOf("\r\n") + 2;
    for (;;) {
        const end = head.indexOf("\r\n", at);
        if (end <= at) break;
        const colon = head.indexOf(":", at);
        const name = head.slice(at, colon);
        const value = head.slice(colon + 1, end).trim();
        request.headers++;
        if (name === "Content-Length") request.contentLength = parseInt(value);
        else if (name === "Connection") request.keepsAlive = value !== "close";
        at = end + 2;
    }
    return request;
}

export function run(): number {
    const request = parse(HEAD);
    const { method, path, headers, contentLength, keepsAlive } = request;
    return method.length + path.length * 10 + headers * 1000 + contentLength * 10000 + (keepsAlive ? 1 : 0);
}
