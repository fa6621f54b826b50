import Foundation
import Postgres
import Testing

/// `colloquy new service` on a copy of the files that it changes; a built service is too slow for a test.
struct NewServiceTests {
    private let copy: URL

    init() throws {
        copy = FileManager.default.temporaryDirectory.appending(path: "colloquy-new-\(UUID().uuidString)")
        for path in NewServiceTests.changed + [
            "Services/Workflow/Core/Reactions.swift", "Shared/Runtime/Kafka/Lane.swift",
        ] {
            let target = copy.appending(path: path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            let source = "\(Tool.checkout)/\(path)"
            try (FileManager.default.contents(atPath: source) ?? Data()).write(to: target)
        }
    }

    private static let changed = [
        "Package.swift", "Tools/Topology/ServiceMap.swift", "docker-compose.yml", "deploy/Dockerfile",
    ]

    private func new(_ name: String) throws -> (status: Int32, output: String) {
        let run = try Tool.start(["new", "service", name], [:], in: copy.path)
        return (run.end(), run.output)
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: copy.appending(path: path), encoding: .utf8)
    }

    @Test func `a new service is five files, two lines in the house and its container`() throws {
        defer { try? FileManager.default.removeItem(at: copy) }
        let run = try new("proberun")
        #expect(run.status == 0, "\(run.output)")
        #expect(
            run.output.split(separator: "\n").filter { $0.hasPrefix("written") || $0.hasPrefix("changed") } == [
                "written  Services/Proberun/Core/Reactions.swift", "written  Services/Proberun/Core/Application.swift",
                "written  Services/Proberun/App/App.swift",
                "written  Services/Proberun/App/Migrations/m0001_create_applications.sql",
                "written  Tests/Services/ProberunCoreTests/ReactionsTests.swift", "changed  Package.swift",
                "changed  Tools/Topology/ServiceMap.swift", "changed  docker-compose.yml",
                "changed  deploy/Dockerfile",
            ])
        #expect(try text("Services/Proberun/App/App.swift").contains(#""proberun","#))
        for path in NewServiceTests.changed {
            let before = try String(contentsOfFile: "\(Tool.checkout)/\(path)", encoding: .utf8).components(
                separatedBy: "\n")
            let added = try text(path).components(separatedBy: "\n").difference(from: before)
            #expect(added.removals.isEmpty && (1...11).contains(added.insertions.count), "\(path)")
        }
        #expect(try text("Package.swift").contains(#"    service("Proberun"),"#))
        #expect(try text(NewServiceTests.changed[1]).contains(#"MappedService("proberun", ProberunCore.reactions),"#))
        #expect(try text("docker-compose.yml").contains("args: {SERVICE: proberun}"))
        #expect(try text("docker-compose.yml").contains("/run/secrets/postgres-url-proberun\n"))
        let again = try new("proberun")
        #expect(again.status == 1 && again.output.contains("is taken"))
    }

    @Test(arguments: [
        ("workflow", "is taken"), ("kafka", "is taken"), ("vault", "is taken"), ("Proberun", "is no name"),
        ("re-ferral", "is no name"), ("1st", "is no name"), ("hr", "is no name"), ("../etc", "is no name"),
        ("推荐服务", "is no name"), ("class", "is a word of Swift"), ("user", "is a word of Swift or of SQL"),
        ("topics", "is taken"), ("mailpit", "is taken"), ("healthcheck", "is taken"),
    ])
    func `a name that is taken or no identifier is refused, and nothing is written`(name: String, why: String) throws {
        defer { try? FileManager.default.removeItem(at: copy) }
        let before = try FileManager.default.subpathsOfDirectory(atPath: copy.path)
        let run = try new(name)
        #expect(run.status == 1 && run.output.contains(why), "\(run.output)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: copy.path) == before)
    }

    @Test func `a word that PostgreSQL keeps for itself is refused`() async throws {
        defer { try? FileManager.default.removeItem(at: copy) }
        let url = try #require(ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"])
        let connection = try Connection(url, name: "new-service-tests")
        // Shorter words are refused for their length, longer ones and those with `_` are no names.
        let words = try connection.query(
            Statement(
                "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') AND word ~ '^[a-z]{3,30}$'",
                read: { $0.text(0) }))
        #expect(words.count > 80)
        for word in words {
            let run = try new(word)
            #expect(run.status == 1 && run.output.contains("is a word of Swift or of SQL"), "\(word): \(run.output)")
        }
    }

    @Test func `a manifest without the list of services is left alone`() throws {
        defer { try? FileManager.default.removeItem(at: copy) }
        try Data("let package = 1\n".utf8).write(to: copy.appending(path: "Package.swift"))
        let run = try new("proberun")
        #expect(run.status == 1 && run.output.contains("Package.swift has no list of services"))
        #expect(!FileManager.default.fileExists(atPath: copy.appending(path: "Services/Proberun").path))
    }
}
