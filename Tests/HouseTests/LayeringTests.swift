import Foundation
import Testing

/// Who may import whom: the direction of the house.
struct LayeringTests {
    /// Folder → what its files may import. `…Core` and the apps are derived below.
    static let allowed: [String: [String]] = [
        "Shared/Domain": [],
        "Shared/JSON": [],
        "Shared/Encoding": [],
        "Shared/CloudEvents": ["Domain", "Encoding", "JSON"],
        "Shared/Events": ["Domain", "JSON"],
        "Shared/Flow": ["Domain", "Events", "JSON", "Crypto"],
        "Shared/Kernel": ["CloudEvents", "Domain", "Events", "Flow", "JSON"],
        "Shared/VaultTesting": [
            "Crypto", "Domain", "Encoding", "FoundationEssentials", "Glibc", "Postgres", "Synchronization", "Vault",
        ],
        "Shared/FlowTesting": ["Domain", "Events", "Flow", "JSON", "Kernel"],
        "Shared/Threads": ["Glibc", "Synchronization"],
        "Shared/Failpoints": ["Glibc", "Synchronization"],
        "Shared/Telemetry": ["Glibc", "FoundationEssentials", "Synchronization"],
        "Shared/Crypto": ["CCrypto", "Domain", "Encoding", "Glibc", "FoundationEssentials"],
        "Shared/Postgres": adapter + ["CLibpq", "CZstd", "Domain", "Failpoints", "Flow", "Kernel"],
        "Shared/Kafka": adapter + ["CRDKafka", "CloudEvents", "Domain"],
        "Shared/HTTP": adapter + ["CMicrohttpd", "Domain"],
        "Shared/Transfer": adapter + ["CCurl", "Crypto", "Domain"],
        "Shared/Templates": ["CMustache", "Domain", "Glibc"],
        "Shared/Sandbox": adapter + ["Domain"],
        "Shared/Documents": adapter + ["Domain", "Sandbox", "Templates"],
        "Shared/Speech": adapter + ["CSpeech", "Domain", "Sandbox"],
        "Shared/Vault": adapter + ["Crypto", "Domain", "Failpoints", "Flow", "Postgres", "Transfer"],
        "Shared/Host": adapter + [
            "CJemalloc", "CloudEvents", "Crypto", "Domain", "Events", "Failpoints", "Flow", "HTTP", "Kafka", "Kernel",
            "Postgres", "Sandbox", "Vault",
        ],
    ]

    private static let adapter = [
        "CPosix", "Dispatch", "Encoding", "FoundationEssentials", "Glibc", "JSON", "Synchronization", "Telemetry",
        "Threads",
    ]
    private static let services = Set(
        Checkout.files(under: "Services").compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) })
    /// C library → the one folder that imports it. `CPosix` is no library but a few calls that Swift cannot make; `CPrepare`
    /// is loaded into other programs.
    private static let walls = [
        "CCrypto": "Shared/Crypto/OpenSSL/", "CCurl": "Shared/Transfer/Curl/", "CJemalloc": "Shared/Host/Jemalloc/",
        "CLibpq": "Shared/Postgres/Libpq/", "CMicrohttpd": "Shared/HTTP/Microhttpd/", "CMustache": "Shared/Templates/",
        "CRDKafka": "Shared/Kafka/RDKafka/", "CSpeech": "Shared/Speech/Engines/", "CZstd": "Shared/Postgres/Zstd/",
    ]

    private func imports(_ source: Checkout.Source) -> [String] {
        source.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let position = words.firstIndex(of: "import"), words[..<position].allSatisfy({ $0.hasPrefix("@") })
            else { return nil }
            return words.dropFirst(position + 1).first.map { String($0.split(separator: ".")[0]) }
        }
    }

    @Test func `a shared module imports only what lies below it`() {
        for source in Checkout.sources where source.hasPrefix("Shared/") && !source.hasPrefix("Shared/C/") {
            let folder = source.path.split(separator: "/").prefix(2).joined(separator: "/")
            guard let allowed = LayeringTests.allowed[folder] else {
                Issue.record("\(folder) has no line in LayeringTests: say what it may import")
                continue
            }
            let wrong = Set(imports(source)).subtracting(allowed)
            #expect(wrong.isEmpty, "\(source.path) imports \(wrong.sorted()): that is not below \(folder)")
        }
    }

    @Test func `the kernel is behind one door`() {
        let inside = ["Kernel", "Postgres", "Host", "FlowTesting"].map { "Shared/\($0)/" } + ["Tools/colloquy/"]
        let tests = ["Flow", "Postgres", "Host", "Simulation", "Fuzz", "Colloquy", "House"].map { "Tests/\($0)Tests/" }
        for source in Checkout.sources where imports(source).contains("Kernel") {
            let isInside = (inside + tests).contains { source.path.hasPrefix($0) }
            #expect(isInside, "\(source.path) imports Kernel: what a service writes is in Flow")
        }
    }

    @Test func `a service's author sees decisions, rows and activities, and no bytes`() {
        var seen: Set<String> = []
        for source in Checkout.sources where source.hasPrefix("Shared/Flow/") {
            for line in source.code {
                let isOpen = line.text.hasPrefix("package ") || line.text.contains(" package ")
                #expect(!isOpen || !line.text.contains("Unsafe"), "\(source.path):\(line.number) shows bytes")
                if let match = line.text.firstMatch(
                    of: /^package (?:final )?(?:struct|enum|class|protocol|typealias) (\w+)/)
                {
                    seen.insert(String(match.1))
                }
            }
        }
        let meant: Set = [
            "Decision", "Wake", "Perform", "Reaction", "Outcome", "Named", "Submission", "Work", "Timer", "Activity",
            "ActivityContext", "ActivityLoad", "ActivityFailure", "Otherwise", "Cause", "EventID", "EventReference",
        ]
        #expect(seen == meant)
    }

    @Test func `a core imports the words, the events and the kernel, and nothing else`() {
        for source in Checkout.sources where source.hasPrefix("Services/") && source.path.contains("/Core/") {
            let wrong = Set(imports(source)).subtracting(["Domain", "Events", "Flow"])
            #expect(wrong.isEmpty, "\(source.path) imports \(wrong.sorted()): a core is pure")
        }
    }

    @Test func `an app imports its own core and no other service's`() {
        for source in Checkout.sources where source.hasPrefix("Services/") && source.path.contains("/App/") {
            let service = String(source.path.split(separator: "/")[1])
            let foreign = LayeringTests.services.filter { $0 != service }.map { "\($0)Core" }
            let wrong = Set(imports(source)).intersection(foreign + LayeringTests.walls.keys)
            #expect(
                wrong.isEmpty, "\(source.path) imports \(wrong.sorted()): facts cross between services, code does not")
        }
    }

    @Test func `a C library is imported in one folder, and in no other`() {
        var imported: Set<String> = []
        for source in Checkout.sources where !source.isTest {
            for module in imports(source) {
                guard let wall = LayeringTests.walls[module] else { continue }
                imported.insert(module)
                #expect(source.hasPrefix(wall), "\(source.path) imports \(module): only \(wall) does")
            }
        }
        #expect(imported == Set(LayeringTests.walls.keys))
        let libraries = Checkout.files(under: "Shared/C").compactMap { $0.split(separator: "/").dropFirst(2).first }
        let unknown = Set(libraries.map(String.init)).subtracting(LayeringTests.walls.keys).subtracting([
            "CPosix", "CPrepare",
        ])
        #expect(unknown == [], "say in LayeringTests which folder imports it")
    }

    /// Tests read what we write with Foundation's reader too, because it is another one than ours.
    @Test func `nobody but the tests reads or writes JSON by another codec than the house's own`() {
        let others = ["JSONEncoder", "JSONDecoder", "JSONSerialization"]
        for source in Checkout.sources where !source.isTest {
            let found = others.filter { other in source.lines.contains { $0.contains(other) } }
            #expect(found == [], "\(source.path): use Shared/JSON (docs/decisions/0022-json-of-our-own.md)")
        }
    }

    @Test func `nobody but the tests imports the whole of Foundation`() {
        for source in Checkout.sources where !source.isTest {
            #expect(
                !imports(source).contains("Foundation"), "\(source.path): FoundationEssentials keeps the programs small"
            )
        }
    }
}
