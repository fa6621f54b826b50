import FoundationEssentials
import Glibc
import Vault

/// A PostgreSQL cluster of our own: on loopback, on a free port, with one role and schema per service.
@MainActor struct PrivateCluster {
    static let database = "colloquy"
    static let roles = Services.names + ["vault"]
    private static let superuser = "postgres"
    private static let startMillisecondsMax = 30_000

    let child: Child
    let port: Int
    private let secrets: Secrets

    /// Makes the cluster when it is not there, starts it and waits until it answers.
    ///
    /// - Parameter durable: `false` gives up durability for speed; for tests whose data nobody keeps.
    static func start(in place: Place, durable: Bool) throws -> PrivateCluster {
        let programs = try programs()
        let user: String? = geteuid() == 0 ? superuser : nil
        let folder = place.postgres
        let secrets = try Secrets.keep(in: place, file: "secrets.json", names: [superuser] + roles)
        if !FileManager.default.fileExists(atPath: "\(folder)/data/PG_VERSION") {
            try initialise(place, programs: programs, user: user, secrets: secrets, durable: durable)
        }
        let port = try Loopback.freePort()
        var settings = [
            "listen_addresses=127.0.0.1", "port=\(port)", "unix_socket_directories=\(folder)", "max_connections=300",
            "shared_buffers=128MB", "max_wal_size=1GB", "wal_compression=on", "log_min_messages=warning",
        ]
        // A statement's values may be personal data; they stay out of the log.
        settings += [
            "log_min_error_statement=panic", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0",
        ]
        if !durable { settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] }
        // The last word on a setting counts: measuring asks for more memory than a laptop would give.
        settings += (ProcessInfo.processInfo.environment["COLLOQUY_POSTGRES_SETTINGS"] ?? "").split(separator: ";")
            .map(String.init)
        let child = try Child.start(
            .init(
                name: "postgres",
                command: ["\(programs)/postgres", "-D", "\(folder)/data"] + settings.flatMap { ["-c", $0] },
                environment: ["LC_ALL": "C.UTF-8", "TZ": "UTC"], directory: "/", log: place.log("postgres"), user: user,
                signalAtOurDeath: "INT"))
        let cluster = PrivateCluster(child: child, port: port, secrets: secrets)
        do {
            try cluster.awaitReady(place)
            try cluster.makeRoles(place)
        } catch {
            cluster.stop()
            throw error
        }
        return cluster
    }

    /// How a role connects.
    func url(role: String, database: String = database) -> String {
        "postgres://\(role):\(secrets.password(of: role))@127.0.0.1:\(port)/\(database)"
    }

    /// How the superuser connects, for tests that make databases of their own.
    var administratorURL: String { url(role: PrivateCluster.superuser, database: "postgres") }

    /// A fast shutdown: open transactions are rolled back, what was committed is on disk.
    func stop() {
        child.stop(SIGINT, millisecondsMax: 20_000)
    }

    private static func programs() throws -> String {
        let base = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []).compactMap { Int($0) }
        guard let newest = versions.filter({ $0 >= 15 }).max() else {
            throw LocalFailure("PostgreSQL 15 or newer is missing: run `make setup`")
        }
        return "\(base)/\(newest)/bin"
    }

    private static func initialise(
        _ place: Place, programs: String, user: String?, secrets: Secrets, durable: Bool
    ) throws {
        let folder = place.postgres
        // What an interrupted initdb left is not a cluster.
        try? FileManager.default.removeItem(atPath: "\(folder)/data")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let password = "\(folder)/password"
        try Secrets.write(Array(secrets.password(of: superuser).utf8), to: password)
        defer { unlink(password) }
        chmod(folder, 0o711)
        if let user, let entry = getpwnam(user) {
            for path in [folder, password] { chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid) }
        }
        let flags = ["-U", superuser, "-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--pwfile=\(password)"]
        try Child.run(
            .init(
                name: "initdb",
                command: ["\(programs)/initdb", "-D", "\(folder)/data"] + flags + (durable ? [] : ["--no-sync"]),
                environment: ["LC_ALL": "C.UTF-8"], directory: "/", log: place.log("initdb"), user: user),
            millisecondsMax: startMillisecondsMax)
    }

    private func awaitReady(_ place: Place) throws {
        let end = Uptime.milliseconds + PrivateCluster.startMillisecondsMax
        while Uptime.milliseconds < end {
            guard child.isRunning else { throw LocalFailure("PostgreSQL ended while starting", log: child.log) }
            if Loopback.listens(port), (try? query("select 1", database: "postgres", place)) != nil { return }
            try Interrupt.sleep(milliseconds: 30)
        }
        throw LocalFailure("PostgreSQL did not answer within 30 s", log: child.log)
    }

    private func makeRoles(_ place: Place) throws {
        var lines = ["select 'create database \(PrivateCluster.database)' where not exists (select from pg_database"]
        lines[0] += " where datname = '\(PrivateCluster.database)') \\gexec"
        lines.append("\\connect \(PrivateCluster.database)")
        lines.append("revoke all on database \(PrivateCluster.database) from public;")
        lines.append("revoke all on schema public from public;")
        for role in PrivateCluster.roles {
            let password = secrets.password(of: role)
            lines.append("select 'create role \(role) login' where to_regrole('\(role)') is null \\gexec")
            lines.append("alter role \(role) password '\(password)';")
            lines.append("grant connect on database \(PrivateCluster.database) to \(role);")
            lines.append("create schema if not exists \(role) authorization \(role);")
        }
        // Personal data lies in the schema `vault` alone; each service may use it as a member of the role `vault_user`.
        let services = PrivateCluster.roles.filter { $0 != "vault" }.joined(separator: ", ")
        let user = VaultSchema.userRole
        lines.append("select 'create role \(user) nologin' where to_regrole('\(user)') is null \\gexec")
        lines.append("grant \(user) to \(services);")
        let script = "\(place.root)/roles.sql"
        try Secrets.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: script)
        defer { unlink(script) }
        try psql(["-f", script], database: "postgres", place)
        // What an older program set up is mended too.
        _ = try VaultSchema.prepare(url(role: PrivateCluster.superuser))
    }

    private func query(_ text: String, database: String, _ place: Place) throws {
        try psql(["-c", text], database: database, place)
    }

    private func psql(_ arguments: [String], database: String, _ place: Place) throws {
        let target = ["-h", "127.0.0.1", "-p", "\(port)", "-U", PrivateCluster.superuser, "-d", database]
        try Child.run(
            .init(
                name: "psql", command: ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"] + target + arguments,
                environment: [
                    "PGPASSWORD": secrets.password(of: PrivateCluster.superuser), "PATH": "/usr/bin:/bin",
                    "PGCONNECT_TIMEOUT": "5",
                ],
                log: place.log("psql")),
            millisecondsMax: 15_000)
    }
}
