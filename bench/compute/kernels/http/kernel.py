# The head of an HTTP request, parsed.
HEAD = (
    "POST /sensors/7/readings HTTP/1.1\r\n"
    "Host: 192.168.7.1\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
    "Accept: */*\r\n"
    "Accept-Language: en, de\r\n"
    "Cache-Control: no-cache\r\n"
    "Content-Type: text/plain\r\n"
    "Connection: close\r\n"
    "Content-Length: 1024\r\n"
    "Accept-Encoding: gzip\r\n\r\n"
)


class Request:
    def __init__(self):
        self.method = ""
        self.path = ""
        self.headers = 0
        self.content_length = 0
        self.keeps_alive = True


def parse(head):
    request = Request()
    method_end = head.find(" ")
    path_end = head.find(" ", method_end + 1)
    request.method = head[:method_end]
    request.path = head[method_end + 1 : path_end]
    at = head.find("\r\n") + 2
    while True:
        end = head.find("\r\n", at)
        if end <= at:
            return request
        colon = head.find(":", at)
        name = head[at:colon]
        value = head[colon + 1 : end].strip()
        request.headers += 1
        if name == "Content-Length":
            request.content_length = int(value)
        elif name == "Connection":
            request.keeps_alive = value != "close"
        at = end + 2


def run():
    request = parse(HEAD)
    keeps_alive = 1 if request.keeps_alive else 0
    return len(request.method) + len(request.path) * 10 + request.headers * 1000 + request.content_length * 10000 + keeps_alive
