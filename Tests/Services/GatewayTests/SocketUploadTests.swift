import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing

@testable import gateway

/// Uploads over a real socket, with a line that breaks.
struct SocketUploadTests {
    @Test func `what came before the line broke is kept, and the upload goes on from there`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(3_000_000)
        let path = try #require(try await caller.open(bytes.count).headers["Location"])
        let server = Server(try house.router, host: "127.0.0.1", port: 0)
        let port = try server.start()
        let head = """
            PATCH \(path) HTTP/1.1\r
            Host: a\r
            Authorization: Bearer \(caller.token ?? "")\r
            Tus-Resumable: 1.0.0\r
            Content-Type: application/offset+octet-stream\r
            Content-Length: \(bytes.count)\r
            Upload-Offset: 0\r
            \r

            """
        try sendAndBreakOff(port, Array(head.utf8) + bytes[..<1_700_000])
        var offset = 0
        for _ in 0..<6000 where offset < 1_700_000 {
            try await Task.sleep(for: .milliseconds(10))
            offset = try await Int(caller.tus(.head, path).headers["Upload-Offset"] ?? "") ?? 0
        }
        #expect(offset == 1_700_000)
        #expect(try await caller.patch(path, at: offset, Array(bytes[offset...])).status == 204)
        #expect(await house.emitted(AnswerRecorded.self).map(\.byteCount) == [Int64(bytes.count)])
        await server.stop(deadline: .seconds(2))
    }

    private func sendAndBreakOff(_ port: UInt16, _ bytes: [UInt8]) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            try #require(count > 0)
            sent += count
        }
    }
}
