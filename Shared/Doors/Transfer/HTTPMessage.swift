import Encoding

/// A request to another server, body and all.
package struct HTTPRequest: Sendable, Equatable {
    package var method: String
    /// Absolute, `http` or `https`, already percent-encoded.
    package var url: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(
        _ method: String, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.method == other.method && one.url == other.url && one.body == other.body
            && one.headers.elementsEqual(other.headers) { $0 == $1 }
    }

    /// Nothing in a request may start a line of its own, and a URL names a host and nobody's password.
    func check() throws(TransferError) {
        guard !method.isEmpty, method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
            throw .invalidRequest("the method is not a word of capital letters")
        }
        guard url.utf8.count <= 8_192, url.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .invalidRequest("the URL has characters that must be percent-encoded, or more than 8192")
        }
        guard !url.drop(while: { $0 != "/" }).dropFirst(2).prefix(while: { !"/?#".contains($0) }).contains("@") else {
            throw .invalidRequest("the URL carries a user name")
        }
        for (name, value) in headers {
            guard HTTPToken.isToken(name) else {
                throw .invalidRequest("a header's name is not a token")
            }
            guard value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7f) }) else {
                throw .invalidRequest("a header's value holds a control character")
            }
        }
    }
}

/// What the other server answered, whatever its status.
package struct HTTPResponse: Sendable, Equatable {
    package let status: Int
    /// Names in lower case, in the order received.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package subscript(header name: String) -> String? {
        headers.first { $0.name == name.lowercased() }?.value
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.status == other.status && one.body == other.body && one.headers.elementsEqual(other.headers) { $0 == $1 }
    }

    /// Reads the header block of the last answer in `block` (an interim 100 comes before the final one).
    static func headers(in block: [UInt8]) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        for line in String(decoding: block, as: UTF8.self).split(whereSeparator: { $0 == "\r\n" || $0 == "\n" }) {
            if line.hasPrefix("HTTP/") {
                headers = []
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                headers.append((line[..<colon].lowercased(), String(value)))
            }
        }
        return headers
    }
}
