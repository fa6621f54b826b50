import Foundation
import Testing

/// What docker-compose.yml and the images promise, read as text, so that it holds where there is no Docker.
struct ContainerTests {
    private static let compose = Checkout.text("docker-compose.yml") ?? ""
    private static let services = Set(
        Checkout.files(under: "Services").compactMap { $0.split(separator: "/").dropFirst().first?.lowercased() }
    ).sorted()
    private static let oneShots = ["secrets", "migrate", "topics", "operator"]

    /// The lines of one block, `  name:` under `services:` or `x-name: &anchor` at the top, without its first.
    private static func block(_ isFirst: (String) -> Bool) -> [String] {
        let lines = compose.components(separatedBy: "\n")
        guard let start = lines.firstIndex(where: isFirst) else { return [] }
        let indent = lines[start].prefix { $0 == " " }.count
        return Array(
            lines[(start + 1)...].prefix { line in
                line.allSatisfy { $0 == " " } || line.prefix { $0 == " " }.count > indent
            })
    }

    /// The block with what it merges (`<<: *anchor`) behind it, so that its own lines come first.
    private static func resolved(_ block: [String]) -> [String] {
        block
            + block.filter { $0.contains("<<: ") }.flatMap { line in
                line.matches(of: /\*(\w+)/).flatMap { match in
                    resolved(Self.block { $0.hasPrefix("x-") && $0.hasSuffix("&\(match.1)") })
                }
            }
    }

    private static func service(_ name: String) -> [String] { resolved(block { $0 == "  \(name):" }) }

    private static func value(_ key: String, in block: [String]) -> String? {
        block.lazy.map { $0.trimmingCharacters(in: .whitespaces) }.first { $0.hasPrefix("\(key):") }
            .map { $0.dropFirst(key.count + 1).trimmingCharacters(in: .whitespaces) }
    }

    @Test(arguments: services + oneShots) func `a container of ours can write nowhere and do nothing more`(name: String)
    {
        let block = Self.service(name)
        #expect(!block.isEmpty, "docker-compose.yml has no \(name)")
        #expect(Self.value("read_only", in: block) == "true")
        #expect(Self.value("cap_drop", in: block) == "[ALL]")
        #expect(block.contains { $0.contains("no-new-privileges:true") })
        #expect(!block.contains { $0.contains("container_name:") || $0.contains("privileged: true") })
    }

    @Test(arguments: services) func `a service says how it is, has time to end, and sees its own secrets alone`(
        name: String
    ) {
        let block = Self.service(name)
        #expect(block.contains { $0.contains("/opt/colloquy/bin/healthcheck") })
        #expect(block.contains { $0.contains("migrate: {condition: service_completed_successfully}") })
        #expect(block.contains { $0.contains("topics: {condition: service_completed_successfully}") })
        let grace = Int((Self.value("stop_grace_period", in: block) ?? "").filter(\.isNumber)) ?? 0
        #expect(grace >= 30)
        let subfolders = block.compactMap { line in line.firstMatch(of: /subpath: (\w+)/).map { String($0.1) } }
        #expect(subfolders == [name])
        #expect(block.contains { $0.contains("args: {SERVICE: \(name)}") })
        let isPrepared = (Checkout.text("deploy/Dockerfile") ?? "").contains(" AS base-\(name)\n")
        #expect(isPrepared, "deploy/Dockerfile does not say what \(name) needs")
        let address = "POSTGRES_URL_\(name.uppercased())_FILE: /run/secrets/postgres-url-\(name)"
        let isMigrated = Self.service("migrate").contains { $0.hasSuffix(address) }
        #expect(isMigrated, "docker-compose.yml does not tell migrate the address of \(name)")
    }

    @Test func `images are built with every library that set-up installs`() {
        let dockerfile = Checkout.text("deploy/Dockerfile") ?? ""
        let libraries = (Checkout.text("scripts/setup") ?? "").matches(of: /(?m)^(lib\S+-dev)\s/).map { String($0.1) }
        #expect(libraries.count > 5)
        for library in libraries {
            #expect(dockerfile.contains(" \(library) "), "deploy/Dockerfile does not install \(library)")
        }
    }

    @Test func `scoring can be started any number of times`() {
        #expect(!Self.service("scoring").contains { $0.contains("ports:") })
    }

    @Test func `the servers of others are checked before anything waits for them`() {
        for name in ["postgres", "kafka", "mailpit"] {
            let block = Self.service(name)
            #expect(Self.value("cap_drop", in: block) == "[ALL]", "\(name)")
            #expect(block.contains { $0.hasPrefix("    healthcheck:") }, "\(name)")
        }
    }

    @Test func `every variable of docker-compose.yml stands in .env.example with the same default`() {
        let example = Checkout.text(".env.example") ?? ""
        for match in Self.compose.matches(of: /\$\{([A-Z_]+):-([^}]*)\}/) {
            let line = "\n\(match.1)=\(match.2)\n"
            #expect(example.contains(line), "\(match.1): .env.example does not say \(match.2)")
        }
        #expect(!Self.compose.contains(/\$\{[A-Z_]+\}/), "a variable without a default stops a clean clone")
    }

    @Test(.enabled("docker compose is not installed") { ContainerTests.config() != nil })
    func `docker compose accepts the file`() {
        #expect(Self.config() == 0)
    }

    /// The exit status of `docker compose config -q`, which needs no engine; nil without Docker Compose.
    private static func config() -> Int32? {
        func status(_ words: [String]) -> Int32? {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["docker", "compose"] + words
            process.currentDirectoryURL = Checkout.top
            process.standardOutput = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return nil }
            process.waitUntilExit()
            return process.terminationStatus
        }
        return status(["version"]) == 0 ? status(["config", "-q"]) : nil
    }
}
