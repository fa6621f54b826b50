import Foundation
import Testing

/// Who may import whom: the direction of the house.
struct LayeringTests {
    /// Folder → what its files may import. `…Core` and the apps are derived below.
    static let allowed: [String: [String]] = [
        "Shared/Words/Domain": [],
        "Shared/Words/JSON": [],
        "Shared/Words/Encoding": [],
        "Shared/Doors/CloudEvents": ["Domain", "Encoding", "JSON"],
        "Shared/Words/Events": ["Domain", "JSON"],
        "Shared/Words/Openings": ["Domain", "Events"],
        "Shared/Words/Chinese": [],
        "Shared/Words/Names": ["Chinese"],
        "Shared/Runtime/Flow": ["Domain", "Events", "JSON", "Crypto"],
        "Shared/Runtime/Kernel": ["CloudEvents", "Domain", "Events", "Flow", "JSON"],
        "Shared/Testing/VaultTesting": [
            "Crypto", "Domain", "Encoding", "FoundationEssentials", "Glibc", "Postgres", "Synchronization", "Vault",
        ],
        "Shared/Testing/FlowTesting": ["Domain", "Events", "Flow", "JSON", "Kernel"],
        "Shared/Basics/Compression": ["CZlib"],
        "Shared/Engines/QRCode": ["CQRencode", "Compression"],
        "Shared/Engines/Calendar": ["CIcal", "Domain", "Glibc"],
        "Shared/Engines/Faces": ["CFaces", "Domain", "Threads"],
        "Shared/Engines/Spreadsheets": ["CXlsxwriter", "Domain", "Glibc"],
        "Shared/Basics/Threads": ["Glibc", "Synchronization"],
        "Shared/Basics/Failpoints": ["Glibc", "Synchronization"],
        "Shared/Basics/Telemetry": ["Glibc", "FoundationEssentials", "Synchronization"],
        "Shared/Basics/Crypto": [
            "CArgon2", "CCrypto", "CZxcvbn", "Domain", "Encoding", "Glibc", "FoundationEssentials",
        ],
        "Shared/Basics/JOSE": ["CJose", "Domain", "Encoding", "JSON"],
        "Shared/Runtime/Postgres": adapter + ["CLibpq", "CZstd", "Domain", "Failpoints", "Flow", "Kernel"],
        "Shared/Runtime/Kafka": adapter + ["CRDKafka", "CloudEvents", "Domain"],
        "Shared/Doors/HTTP": adapter + ["CMicrohttpd", "Domain"],
        "Shared/Doors/Transfer": adapter + ["CCurl", "Crypto", "Domain"],
        "Shared/Engines/Templates": ["CMustache", "Domain", "Glibc"],
        "Shared/Engines/Sandbox": adapter + ["Domain"],
        "Shared/Engines/Documents": adapter + ["Domain", "Sandbox", "Templates"],
        "Shared/Engines/Speech": adapter + [
            "CSpeech", "Chinese", "Compression", "Domain", "JSON", "Sandbox", "Transfer",
        ],
        "Shared/Runtime/Vault": adapter + ["Crypto", "Domain", "Failpoints", "Flow", "Names", "Postgres", "Transfer"],
        "Shared/Runtime/Host": adapter + [
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
        "CArgon2": "Shared/Basics/Crypto/Argon2/",
        "CIcal": "Shared/Engines/Calendar/", "CFaces": "Shared/Engines/Faces/",
        "CCrypto": "Shared/Basics/Crypto/OpenSSL/", "CCurl": "Shared/Doors/Transfer/Curl/",
        "CJemalloc": "Shared/Runtime/Host/Jemalloc/", "CJose": "Shared/Basics/JOSE/Cjose/",
        "CLibpq": "Shared/Runtime/Postgres/Libpq/", "CMicrohttpd": "Shared/Doors/HTTP/Microhttpd/",
        "CMustache": "Shared/Engines/Templates/",
        "CRDKafka": "Shared/Runtime/Kafka/RDKafka/", "CSpeech": "Shared/Engines/Speech/Engines/",
        "CQRencode": "Shared/Engines/QRCode/", "CXlsxwriter": "Shared/Engines/Spreadsheets/",
        "CZlib": "Shared/Basics/Compression/",
        "CZstd": "Shared/Runtime/Postgres/Zstd/", "CZxcvbn": "Shared/Basics/Crypto/Zxcvbn/",
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
        for source in Checkout.sources where source.hasPrefix("Shared/") {
            let folder = source.path.split(separator: "/").prefix(3).joined(separator: "/")
            guard let allowed = LayeringTests.allowed[folder] else {
                Issue.record("\(folder) has no line in LayeringTests: say what it may import")
                continue
            }
            let wrong = Set(imports(source)).subtracting(allowed)
            #expect(wrong.isEmpty, "\(source.path) imports \(wrong.sorted()): that is not below \(folder)")
        }
    }

    @Test func `a floor imports nothing from a floor above it`() {
        let floors = ["Words", "Basics", "Doors", "Engines", "Runtime", "Testing"]
        var floor: [String: Int] = [:]
        for source in Checkout.files(under: "Shared") {
            let parts = source.split(separator: "/").map(String.init)
            guard parts.count > 3 else { continue }
            floor[parts[2]] = floors.firstIndex(of: parts[1])
            #expect(floor[parts[2]] != nil, "\(source) lies on no floor")
        }
        for source in Checkout.sources where source.hasPrefix("Shared/") {
            let own = floor[String(source.path.split(separator: "/")[2])] ?? 0
            let higher = imports(source).filter { (floor[$0] ?? 0) > own }
            #expect(higher.isEmpty, "\(source.path) imports \(higher): that lies on a floor above it")
        }
    }

    @Test func `the kernel is behind one door`() {
        let inside = ["Kernel", "Postgres", "Host", "FlowTesting"].map { "/\($0)/" } + ["Tools/colloquy/"]
        let tests = ["Flow", "Postgres", "Host", "Simulation", "Fuzz", "Colloquy", "House"].map { "/\($0)Tests/" }
        for source in Checkout.sources where imports(source).contains("Kernel") {
            let isInside = (inside + tests).contains { source.path.contains($0) }
            #expect(isInside, "\(source.path) imports Kernel: what a service writes is in Flow")
        }
    }

    @Test func `a service's author sees decisions, rows and activities, and no bytes`() {
        var seen: Set<String> = []
        for source in Checkout.sources where source.hasPrefix("Shared/Runtime/Flow/") {
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
            // Of the row that every service has beside its own table.
            "GivenBackLetter",
        ]
        #expect(seen == meant)
    }

    @Test func `a core imports Domain, Events, Openings, Chinese and Flow, and nothing else`() {
        for source in Checkout.sources where source.hasPrefix("Services/") && source.path.contains("/Core/") {
            let wrong = Set(imports(source)).subtracting(["Chinese", "Domain", "Events", "Flow", "Openings"])
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
        let libraries = Checkout.files(under: "Shared").compactMap {
            $0.firstMatch(of: /^Shared\/\w+\/(C[A-Z]\w+)\//)?.1
        }
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
            #expect(found == [], "\(source.path): use Shared/Words/JSON (docs/decisions/0022-json-of-our-own.md)")
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
