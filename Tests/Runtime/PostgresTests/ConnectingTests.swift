import Foundation
import Postgres
import Testing

/// A connection that fails is freed once: a double free corrupts the heap, and the process dies soon after.
@Suite(.serialized) struct ConnectingTests {
    /// Fails `count` times, with other allocations between, so that a block freed twice is met again.
    private func fail(_ url: String, times count: Int, secondsMax: Int = 5) {
        var kept: [[UInt8]] = []
        for number in 0..<count {
            #expect(throws: PostgresError.self) { try Connection(url, name: "tests", secondsMax: secondsMax) }
            kept.append([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 16 + number % 2048))
        }
        #expect(
            kept.enumerated().allSatisfy { $1.allSatisfy { [number = $0] in $0 == UInt8(truncatingIfNeeded: number) } })
    }

    @Test func `a wrong password is an error, as often as one likes`() throws {
        let administrator = try #require(ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"])
        var address = try #require(URLComponents(string: administrator))
        address.password = "wrong"
        fail(try #require(address.string), times: 100)
        address.path = "/no_such_database"
        fail(try #require(address.string), times: 100)
    }

    @Test func `an unreachable server is an error, as often as one likes`() {
        fail("postgres://nobody:secret@127.0.0.1:1/nowhere", times: 300)
        fail("postgres://nobody:secret@name.invalid/nowhere", times: 20)
        fail("banana", times: 20)
    }

    @Test(arguments: [
        HalfServer.End.closes, .refuses, .closesAfterThePassword, .closesAtTheFirstStatement,
    ])
    func `a server that breaks off in the middle is an error, as often as one likes`(end: HalfServer.End) throws {
        let server = try HalfServer(end)
        defer { server.stop() }
        fail(server.url, times: 200)
    }

    @Test(arguments: [HalfServer.End.staysSilent, .letsInAndStaysSilent])
    func `connecting has a limit`(end: HalfServer.End) throws {
        let server = try HalfServer(end)
        defer { server.stop() }
        fail(server.url, times: 2, secondsMax: 2)
    }

    @Test func `no error of connecting tells the password`() throws {
        let server = try HalfServer(.refuses)
        defer { server.stop() }
        let error = try #require(throws: PostgresError.self) { try Connection(server.url, name: "tests") }
        #expect("\(error)".contains("too many clients") && !"\(error)".contains("password@"))
    }
}
