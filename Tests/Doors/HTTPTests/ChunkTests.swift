import HTTP
import Testing

/// Chunked bodies, where the library hands over chunk after chunk without a look at whether there is room.
struct ChunkTests {
    @Test func `chunks that come together while the route is busy arrive whole, and the server stops well`()
        async throws
    {
        let router = Router([
            Route(.post, "/upload", .plain, limits: RouteLimits(bodyBytesMax: 32 * 1024 * 1024)) { request in
                var count = 0
                for try await chunk in request.bodyStream {
                    count += chunk.count
                    try await Task.sleep(for: .milliseconds(1))
                }
                return .text("\(count)")
            }
        ])
        let chunk = "1000\r\n\(String(repeating: "a", count: 4096))\r\n"
        let texts = try await serving(router) { port, _ in
            try await blocking {
                let clients = try (0..<8).map { _ in try RawClient(port: port) }
                for client in clients {
                    client.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                }
                let part = Array(String(repeating: chunk, count: 64).utf8)
                for _ in 0..<4 { for client in clients { client.send(part) } }
                for client in clients { client.send("0\r\n\r\n") }
                return clients.map { $0.response() }
            }
        }
        #expect(texts.allSatisfy { $0.hasSuffix("\r\n\r\n\(256 * 4096)") })
    }
}
