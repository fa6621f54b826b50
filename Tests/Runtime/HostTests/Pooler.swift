import Foundation

/// PgBouncer of the distribution in front of the tests' database, for as long as the object is held.
final class Pooler {
    enum Mode: String, CaseIterable, Sendable { case session, transaction, statement }

    let url: String
    private let folder: URL
    private let process: Process

    /// - Parameter sessionsMax: sessions of the database that all clients share.
    init(_ mode: Mode, before address: String, sessionsMax: Int = 20) throws {
        guard var components = URLComponents(string: address), let host = components.host, let port = components.port,
            let user = components.user, let password = components.password
        else { throw CocoaError(.fileReadInvalidFileName) }
        let own = try Pooler.freePort()
        folder = FileManager.default.temporaryDirectory.appending(path: "pooler-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "\"\(user)\" \"\(password)\"\n".write(
            to: folder.appending(path: "users"), atomically: true, encoding: .utf8)
        let settings = """
            [databases]
            * = host=\(host) port=\(port)
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(own)
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = \(folder.path)/users
            pool_mode = \(mode.rawValue)
            default_pool_size = \(sessionsMax)
            max_client_conn = 200
            """
        let file = folder.appending(path: "pgbouncer.ini")
        try settings.write(to: file, atomically: true, encoding: .utf8)
        process = Process()
        let program = try Pooler.program()
        process.executableURL = URL(filePath: program)
        // It refuses to run as root, and then takes the name of another user.
        process.arguments = ["-q"] + (geteuid() == 0 ? ["-u", "postgres"] : []) + [file.path]
        process.environment = [
            "LD_LIBRARY_PATH":
                "\(Pooler.unpacked)/usr/lib/x86_64-linux-gnu:\(Pooler.unpacked)/usr/lib/aarch64-linux-gnu"
        ]
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        components.port = own
        url = components.string ?? address
        while !Pooler.listens(own) {
            guard process.isRunning else {
                throw CocoaError(
                    .executableLoad,
                    userInfo: [NSLocalizedDescriptionKey: (try? String(contentsOf: log, encoding: .utf8)) ?? ""])
            }
            usleep(10_000)
        }
    }

    deinit { stop() }

    func stop() {
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Where `make setup` put it.
    private static let unpacked: String = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: ".colloquy/pgbouncer").path
    }()

    private static func program() throws -> String {
        let place = "\(unpacked)/usr/sbin/pgbouncer"
        guard FileManager.default.isExecutableFile(atPath: place) else {
            throw CocoaError(
                .fileNoSuchFile, userInfo: [NSLocalizedDescriptionKey: "no \(place): run `make setup`"])
        }
        return place
    }

    private static func withSocket<Value>(_ port: Int, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Value)
        -> Value
    {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func listens(_ port: Int) -> Bool { withSocket(port) { connect($0, $1, $2) == 0 } }

    private static func freePort() throws -> Int {
        let port = withSocket(0) { descriptor, address, length -> Int in
            guard bind(descriptor, address, length) == 0 else { return 0 }
            var bound = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withUnsafeMutablePointer(to: &bound) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
            }
            return Int(UInt16(bigEndian: bound.sin_port))
        }
        guard port > 0 else { throw POSIXError(.EADDRINUSE) }
        return port
    }
}
