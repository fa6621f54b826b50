import Glibc

/// A response written to the socket past the library, as the last on its connection.
///
/// libmicrohttpd 0.9.75 takes a response before a body or after it, never within; and where it refuses a Content-Length
/// by itself it writes the head of its refusal twice. In both places our own answer goes first and the direction is then
/// shut, so that nothing can follow it.
enum LastAnswer {
    /// Sends as much as the socket takes at once: an answer is a few hundred bytes, and the buffer is empty.
    static func send(_ response: Response, on socket: Int32) {
        let bytes = wire(response)
        _ = bytes.withUnsafeBytes {
            Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
        shutdown(socket, Int32(SHUT_WR))
    }

    private static func wire(_ response: Response) -> [UInt8] {
        var response = response
        var body: [UInt8] = []
        if case .bytes(let bytes) = response.content {
            body = bytes
        } else {
            response.headers["Content-Type"] = nil
        }
        response.headers["Content-Length"] = "\(body.count)"
        response.headers["Connection"] = "close"
        var head = "HTTP/1.1 \(response.status.code) \(response.status.phrase)\r\n"
        for field in response.headers.fields { head += "\(field.name): \(field.value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}
