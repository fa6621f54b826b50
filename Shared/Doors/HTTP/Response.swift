import Encoding

/// What a route answers.
package struct Response: Sendable {
    package enum Content: Sendable {
        case bytes([UInt8])
        /// Written while it is sent; `length` when it is known beforehand, so that the client sees progress.
        case stream(length: Int?, produce: @Sendable (BodyWriter) async throws -> Void)
    }

    package var status: Status
    package var headers: Headers
    package var content: Content

    package init(_ status: Status, headers: Headers = [:], content: Content = .bytes([])) {
        self.status = status
        self.headers = headers
        self.content = content
    }

    package static func bytes(_ bytes: [UInt8], type: String, status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": type], content: .bytes(bytes))
    }

    package static func text(_ text: String, status: Status = .ok) -> Response {
        bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    package static func stream(
        type: String, length: Int? = nil, produce: @escaping @Sendable (BodyWriter) async throws -> Void
    ) -> Response {
        Response(.ok, headers: ["Content-Type": type], content: .stream(length: length, produce: produce))
    }

    /// The same response with one more header.
    package func with(_ name: String, _ value: String) -> Response {
        var response = self
        response.headers[name] = value
        return response
    }

    /// The same response saved by a browser under a name (RFC 6266), which may be in any script.
    package func savedAs(_ name: String) -> Response {
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar.value > 31 && scalar.value != 127 && !"\"\\/%;".unicodeScalars.contains(scalar)
                ? Character(scalar) : "_"
        }
        let disposition = "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(PercentEncoding.encode(name))"
        return with("Content-Disposition", disposition)
    }

    /// The whole content, produced if need be: for in-process use.
    package func collected(bytesMax: Int = 64 * 1024 * 1024) async throws -> [UInt8] {
        switch content {
        case .bytes(let bytes): return bytes
        case .stream(_, let produce):
            let collector = Collector(bytesMax: bytesMax)
            try await produce(BodyWriter { try await collector.append($0) })
            return await collector.bytes
        }
    }

    private actor Collector {
        private(set) var bytes: [UInt8] = []
        private let bytesMax: Int

        init(bytesMax: Int) { self.bytesMax = bytesMax }

        func append(_ chunk: [UInt8]) throws {
            guard bytes.count + chunk.count <= bytesMax else { throw Problem.contentTooLarge(bytesMax: bytesMax) }
            bytes += chunk
        }
    }
}

/// Where a streamed response is written; `write` returns when there is room for more.
package struct BodyWriter: Sendable {
    private let send: @Sendable ([UInt8]) async throws -> Void

    package init(_ send: @escaping @Sendable ([UInt8]) async throws -> Void) { self.send = send }

    /// Hands over the next bytes; throws ``ClientGone`` when nobody reads any more.
    package func write(_ bytes: [UInt8]) async throws { try await send(bytes) }
}
