// swift-tools-version: 6.2
import PackageDescription

// One manifest for the whole house: `Shared` below, one `service(…)` line per service above it.
// Direct dependencies only; `--explicit-target-dependency-import-check error` holds the direction.

/// Where `make setup` puts the engines it compiled (whisper.cpp, e5) and unpacked (sherpa-onnx).
let engines = Context.environment["COLLOQUY_ENGINES"] ?? "\(Context.packageDirectory)/.colloquy/engines"

/// The floors of `Shared` from the bottom up, with what lies on them: a module imports from its own floor and those below.
let floors: KeyValuePairs<String, [String]> = [
    "Words": ["Domain", "JSON", "Encoding", "Events", "Openings", "Chinese", "Names"],
    "Basics": [
        "Compression", "Crypto", "Failpoints", "JOSE", "Telemetry", "Threads", "CArgon2", "CCrypto", "CJose", "CPosix",
        "CZxcvbn",
        "CZlib",
    ],
    "Doors": ["CloudEvents", "HTTP", "Transfer", "CCurl", "CMicrohttpd"],
    "Engines": [
        "Calendar", "Documents", "Faces", "QRCode", "Sandbox", "Speech", "Spreadsheets", "Templates", "CFaces", "CIcal",
        "CMustache", "CPrepare", "CQRencode", "CSpeech", "CXlsxwriter",
    ],
    "Runtime": ["Flow", "Kernel", "Kafka", "Postgres", "Vault", "Host", "CJemalloc", "CLibpq", "CRDKafka", "CZstd"],
    "Testing": ["FlowTesting", "VaultTesting"],
]

/// On which floor a module lies.
func floor(of module: String) -> String {
    guard let floor = floors.first(where: { $0.value.contains(module) }) else {
        fatalError("\(module) lies on no floor")
    }
    return floor.key
}

/// A module of Swift under `Shared/`.
func shared(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> [Target] {
    [.target(name: name, dependencies: dependencies, path: "Shared/\(floor(of: name))/\(name)", resources: resources)]
}

/// A test target under `Tests/`, in the folder of its module's floor if no other is named.
func tests(
    _ name: String, in folder: String? = nil, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> [Target] {
    let folder = folder ?? floor(of: String(name.dropLast("Tests".count)))
    return [.testTarget(name: name, dependencies: dependencies, path: "Tests/\(folder)/\(name)", resources: resources)]
}

/// A C library of the distribution, seen through a module map.
func library(_ name: String, pkgConfig: String, apt: String) -> [Target] {
    [
        .systemLibrary(
            name: name, path: "Shared/\(floor(of: name))/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
    ]
}

/// A service is always the same three targets: a pure core, a thin app, the core's tests.
/// `tables` and `texts` are folders whose files lie in the executable: under `Core` data for decisions, under `App` texts for
/// people and what their pages are made of.
func service(
    _ name: String, _ extra: [Target.Dependency] = [], core: [Target.Dependency] = [], tables: [String] = [],
    texts: [String] = []
) -> [Target] {
    [
        .target(
            name: "\(name)Core", dependencies: ["Domain", "Events", "Flow"] + core, path: "Services/\(name)/Core",
            resources: tables.map { .embedInCode($0) }),
        .executableTarget(
            name: name.lowercased(),
            dependencies: [.target(name: "\(name)Core"), "Domain", "Events", "Flow", "Host", "Postgres", "Telemetry"]
                + extra,
            path: "Services/\(name)/App",
            resources: (["Migrations"] + texts).map { .embedInCode($0) }
        ),
    ]
        + tests(
            "\(name)CoreTests", in: "Services",
            [.target(name: "\(name)Core"), "Domain", "Events", "Flow", "FlowTesting", "JSON"] + core)
}

var targets: [Target] = []

// The C walls.
targets += library("CLibpq", pkgConfig: "libpq", apt: "libpq-dev")
targets += library("CRDKafka", pkgConfig: "rdkafka", apt: "librdkafka-dev")
targets += library("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev")
targets += library("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev")
targets += library("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev")
targets += library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev")
targets += library("CIcal", pkgConfig: "libical", apt: "libical-dev")
targets += library("CQRencode", pkgConfig: "libqrencode", apt: "libqrencode-dev")
targets += library("CXlsxwriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev")
targets += [
    // Not by pkg-config: Debian's cjose.pc asks for the headers of jansson, which it does not bring.
    .systemLibrary(name: "CJose", path: "Shared/Basics/CJose", providers: [.apt(["libcjose-dev"])]),
    .systemLibrary(name: "CZxcvbn", path: "Shared/Basics/CZxcvbn", providers: [.apt(["libzxcvbn-dev"])]),
    .target(name: "CMicrohttpd", path: "Shared/Doors/CMicrohttpd", linkerSettings: [.linkedLibrary("microhttpd")]),
    .target(name: "CCurl", path: "Shared/Doors/CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CMustache", path: "Shared/Engines/CMustache"),
    // Nothing is linked: the library is opened when it is asked for.
    .target(name: "CFaces", path: "Shared/Engines/CFaces"),
    .target(name: "CPosix", path: "Shared/Basics/CPosix"),
    // A library of its own, which other programs are started with; so it must not want Swift's.
    .target(
        name: "CPrepare", path: "Shared/Engines/CPrepare",
        linkerSettings: [
            .linkedLibrary("seccomp"),
            .unsafeFlags([
                "-enable-experimental-feature", "Embedded", "-wmo", "-nostartfiles", "-no-toolchain-stdlib-rpath",
            ]),
        ]),
    .target(name: "CJemalloc", path: "Shared/Runtime/CJemalloc", linkerSettings: [.linkedLibrary("jemalloc")]),
    .target(
        name: "CSpeech", path: "Shared/Engines/CSpeech",
        cSettings: [.unsafeFlags(["-I\(engines)/include"])],
        cxxSettings: [.unsafeFlags(["-I\(engines)/include"])],
        linkerSettings: [
            .unsafeFlags(["-L\(engines)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(engines)/lib"]),
            // Where the container image keeps the shared libraries.
            .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "/opt/colloquy/lib"]),
            .linkedLibrary("whisper"), .linkedLibrary("ggml"), .linkedLibrary("ggml-base"),
            .linkedLibrary("sherpa-onnx-c-api"), .linkedLibrary("onnxruntime"), .linkedLibrary("e5"),
            .linkedLibrary("stdc++"), .linkedLibrary("m"),
        ]),
]

// Shared modules, from the bottom up.
targets += shared("Domain")
targets += shared("JSON")
targets += shared("Events", ["Domain", "JSON"])
targets += shared("Openings", ["Domain", "Events"])
targets += shared("Chinese", resources: [.embedInCode("Tables")])
targets += shared("Names", ["Chinese"], resources: [.embedInCode("Tables")])
targets += shared("Telemetry")
targets += shared("Compression", ["CZlib"])
targets += shared("Threads")
targets += shared("Failpoints")
targets += shared("Encoding")
targets += shared("CloudEvents", ["Domain", "Encoding", "JSON"])
targets += shared("Crypto", ["CArgon2", "CCrypto", "CZxcvbn", "Domain", "Encoding"])
targets += shared("JOSE", ["CJose", "Domain", "Encoding", "JSON"])
targets += shared("Flow", ["Domain", "Events", "JSON", "Crypto"])
targets += shared("Kernel", ["CloudEvents", "Domain", "Events", "Flow", "JSON"])
targets += shared("FlowTesting", ["Domain", "Events", "Flow", "JSON", "Kernel"])
targets += shared(
    "Postgres",
    [
        "CLibpq", "CZstd", "Domain", "Encoding", "Events", "Failpoints", "Flow", "JSON", "Kernel", "Telemetry",
        "Threads",
    ],
    resources: [.embedInCode("Migrations")])
targets += shared("Kafka", ["CRDKafka", "CloudEvents", "Domain", "JSON", "Telemetry", "Threads"])
targets += shared("HTTP", ["CMicrohttpd", "CPosix", "Domain", "Encoding", "JSON", "Telemetry", "Threads"])
targets += shared("Transfer", ["CCurl", "Crypto", "Domain", "Encoding", "Telemetry"])
targets += shared("Templates", ["CMustache", "Domain"])
targets += shared("QRCode", ["CQRencode", "Compression"])
targets += shared("Calendar", ["CIcal", "Domain"])
targets += shared("Spreadsheets", ["CXlsxwriter", "Domain"])
targets += shared("Sandbox", ["CPosix", "Domain", "Telemetry", "Threads"])
targets += shared(
    "Documents", ["Domain", "JSON", "Templates", "Sandbox", "Telemetry"], resources: [.embedInCode("Tools")])
targets += shared(
    "Speech", ["CSpeech", "Chinese", "Compression", "Domain", "JSON", "Sandbox", "Telemetry", "Transfer"])
targets += shared("Faces", ["CFaces", "Domain", "Threads"])
targets += shared(
    "Vault",
    ["Crypto", "Domain", "Encoding", "Failpoints", "Flow", "Names", "Postgres", "Transfer", "JSON", "Telemetry"],
    resources: [.embedInCode("Migrations")])
targets += shared("VaultTesting", ["Crypto", "Domain", "Encoding", "Postgres", "Vault"])
targets += shared(
    "Host",
    [
        "CJemalloc", "CloudEvents", "Domain", "Encoding", "Events", "Failpoints", "Flow", "HTTP", "JSON", "Kafka",
        "Kernel", "Postgres", "Sandbox",
        "Telemetry", "Threads", "Vault",
    ],
    resources: [.embedInCode("Settings")])

// Services: one line each. `colloquy new service NAME` adds one below the last.
let services: [[Target]] = [
    service(
        "Screening",
        ["Encoding", "Failpoints", "Vault", "Sandbox", "JSON", "Crypto", "Threads", "Transfer", "Openings"],
        core: ["Openings"], texts: ["Imports/Tools"]),
    service("Workflow", ["JSON"], core: ["Openings"]),
    service(
        "Gateway",
        [
            "CloudEvents", "Compression", "Encoding", "Failpoints", "Vault", "HTTP", "Crypto", "JSON", "Kafka",
            "JOSE", "Openings", "QRCode", "Spreadsheets", "Templates", "Threads", "Transfer",
        ],
        core: ["Openings"], texts: ["Candidate/Page", "Staff/Page", "Staff/Letters"]),
    service(
        "Scoring",
        [
            "Crypto", "Encoding", "Failpoints", "Faces", "Vault", "Speech", "Sandbox", "JSON", "Threads", "Transfer",
        ],
        core: ["Chinese"], tables: ["Rubrics"]),
    service("Reporting", ["Vault", "Documents", "Templates", "JSON"], texts: ["Templates"]),
    service(
        "Notification", ["Calendar", "Failpoints", "Vault", "QRCode", "Templates", "Transfer", "Crypto", "JSON"],
        texts: ["Templates"]),
    service(
        "Contracts", ["Encoding", "Failpoints", "Vault", "Documents", "Templates", "Crypto", "JSON"],
        texts: ["Templates"]),
]
targets += services.joined()

let cores: [Target.Dependency] = services.map { .target(name: $0[0].name) }

// The house as its tables say it, and what is generated from that: Schemas/ and docs/flow.md.
targets += [
    .target(
        name: "Topology", dependencies: cores + ["CloudEvents", "Domain", "Events", "Flow", "JSON"],
        path: "Tools/Topology")
]

// The operator's tool.
targets += [
    .executableTarget(
        name: "colloquy",
        dependencies: [
            "CPosix", "CloudEvents", "Crypto", "Domain", "Encoding", "Events", "Flow", "GatewayCore", "Host", "JSON",
            "Kafka", "Kernel", "Postgres", "Sandbox",
            "Telemetry", "Topology", "Vault",
        ],
        path: "Tools/colloquy")
]

// A service with an activity of a fixed length, for Tools/bench/scaling.py.
targets += [
    .executableTarget(
        name: "activity-bench", dependencies: ["Domain", "Events", "Flow", "Host", "Postgres"],
        path: "Tools/ActivityBench")
]

// Parts of the services' work alone, for measuring.
targets += [
    .executableTarget(
        name: "workbench",
        dependencies: ["CPosix", "Documents", "Domain", "Events", "JSON", "ScoringCore", "Speech"],
        path: "Tools/WorkBench")
]

// The flow that `make bench` measures, as a service like any other.
targets += [
    .executableTarget(
        name: "effect-bench",
        dependencies: ["Domain", "Events", "Flow", "Host", "JSON", "Postgres", "Telemetry", "Threads"],
        path: "Tools/EffectBench")
]

// Tests of the shared modules, of the house and of the whole.
targets += tests("DomainTests", ["Domain"])
targets += tests("JSONTests", ["JSON"])
targets += tests("EventsTests", ["Domain", "Events", "JSON"])
targets += tests("OpeningsTests", ["Domain", "Events", "Openings"])
targets += tests("CalendarTests", ["Calendar", "Domain"])
targets += tests("ChineseTests", ["Chinese"])
targets += tests("NamesTests", ["Names"])
targets += tests("FlowTests", ["Domain", "Events", "Flow", "FlowTesting", "Crypto", "JSON", "Kernel"])
targets += tests("TelemetryTests", ["Telemetry"])
targets += tests("CompressionTests", ["Compression"])
targets += tests("FailpointsTests", ["Failpoints"])
targets += tests("CryptoTests", ["Crypto", "Encoding"])
targets += tests("JOSETests", ["JOSE", "Encoding", "JSON"])
targets += tests("EncodingTests", ["Encoding"])
targets += tests(
    "PostgresTests",
    [
        "Postgres", "Domain", "Events", "Flow", "FlowTesting", "Crypto", "JSON", "Kernel", "Telemetry", "Threads",
    ])
targets += tests(
    "KafkaTests", ["Kafka", "CRDKafka", "CloudEvents", "Domain", "Events", "Flow", "JSON", "Telemetry", "Topology"])
targets += tests("HTTPTests", ["HTTP", "Telemetry"])
targets += tests("TransferTests", ["Transfer", "Crypto", "Domain", "Telemetry"])
targets += tests("TemplatesTests", ["Templates"])
targets += tests("QRCodeTests", ["QRCode"])
targets += tests("SpreadsheetsTests", ["Domain", "Spreadsheets"])
targets += tests("SandboxTests", ["Sandbox", "Telemetry"])
targets += tests("DocumentsTests", ["Documents", "Sandbox", "Templates", "Telemetry"])
targets += tests("FacesTests", ["Faces", "Speech"])
targets += tests(
    "SpeechTests", ["Speech", "Domain", "JSON", "Sandbox", "StandIns", "Telemetry", "Transfer"],
    resources: [.copy("Recordings"), .copy("Models")])
targets += tests(
    "VaultTests",
    ["Vault", "VaultTesting", "Crypto", "Domain", "Encoding", "Flow", "Postgres", "Transfer", "JSON", "Telemetry"])
targets += tests(
    "HostTests",
    [
        "Host", "CloudEvents", "Domain", "Events", "Flow", "FlowTesting", "Kafka", "Kernel", "Postgres", "Telemetry",
        "JSON",
        "Threads", "Topology", "Vault",
    ])
targets += tests(
    "ScoringTests", in: "Services",
    [
        "scoring", "ScoringCore", "Faces", "Speech", "Vault", "Host", "Domain", "Events", "Flow", "JSON", "Postgres",
        "Crypto",
        "Sandbox", "StandIns", "Telemetry", "Transfer", "VaultTesting",
    ])
targets += tests(
    "ScreeningTests", in: "Services",
    [
        "screening", "ScreeningCore", "CloudEvents", "Crypto", "Domain", "Encoding", "Events", "Flow", "JSON", "Kafka",
        "Postgres", "Sandbox",
        "Telemetry", "Transfer", "Vault", "FlowTesting", "VaultTesting",
    ])
targets += tests(
    "ReportingTests", in: "Services",
    [
        "reporting", "ReportingCore", "Crypto", "Documents", "Domain", "Events", "Flow", "JSON", "Vault",
        "VaultTesting",
    ])
targets += tests(
    "ContractsTests", in: "Services",
    [
        "contracts", "ContractsCore", "Crypto", "Documents", "Domain", "Events", "Flow", "Host", "JSON", "Vault",
        "VaultTesting",
    ])
targets += tests(
    "NotificationTests", in: "Services",
    [
        "notification", "NotificationCore", "Crypto", "Domain", "Events", "Flow", "Host", "Transfer", "Vault",
        "VaultTesting",
    ])
targets += tests(
    "GatewayTests", in: "Services",
    [
        "gateway", "GatewayCore", "CloudEvents", "Crypto", "Domain", "Encoding", "Events", "Flow", "FlowTesting",
        "HTTP", "Host", "JOSE", "JSON", "Kafka", "Openings",
        "Postgres", "Spreadsheets", "Telemetry", "Transfer", "Vault", "VaultTesting",
    ])
targets += tests(
    "SimulationTests", in: "Whole",
    cores + ["Host", "Domain", "Events", "Flow", "FlowTesting", "JSON", "Kernel", "Telemetry"])
targets += tests("HouseTests", in: "Whole", ["Domain", "Events", "Flow", "JSON", "Kernel", "Topology"])
targets += tests(
    "ColloquyTests", in: "Whole",
    [
        "colloquy", "Domain", "Events", "Flow", "JSON", "Kafka", "Kernel", "Postgres", "Telemetry", "Vault",
        "VaultTesting",
    ],
    resources: [.copy("Evidence")])
targets += tests(
    "FuzzTests", in: "Whole", ["Domain", "Events", "Flow", "Host", "JSON", "Kafka", "Kernel", "Telemetry"])
targets += tests(
    "SettingsTests", in: "Whole",
    ["contracts", "gateway", "notification", "reporting", "scoring", "screening", "workflow"])
// Servers that share no code with us, for the tests of clients.
targets += [.target(name: "StandIns", dependencies: ["Transfer"], path: "Tests/Doors/StandIns")]
// A whole house as a process, for the tests that look at it from outside.
targets += [.target(name: "RunningHouse", path: "Tests/Whole/RunningHouse")]
targets += tests("StoryTests", in: "Whole", ["RunningHouse"])
targets += tests("BrowserTests", in: "Whole", ["RunningHouse"])

// Our own code, unlike the C walls, is held to one standard.
for target in targets where target.path?.contains(/^Shared\/\w+\/C[A-Z]/) == false {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
        // Checks of exclusive access at run time cost a tenth of an event's processor time; debug builds, and with them all
        // tests, keep them.
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    ]
}

// An image is built from the sources alone, so that a changed test compiles nothing anew.
if Context.environment["COLLOQUY_WITHOUT_TESTS"] != nil {
    targets.removeAll { $0.isTest || $0.path?.hasPrefix("Tests/") == true }
}

// Working on one room: `COLLOQUY_TESTS=HostTests,FlowTests` leaves the other test targets out of the build.
if let kept = Context.environment["COLLOQUY_TESTS"]?.split(separator: ",").map(String.init) {
    targets.removeAll { $0.isTest && !kept.contains($0.name) }
}

let package = Package(
    name: "colloquy",
    products: [.library(name: "colloquy-prepare", type: .dynamic, targets: ["CPrepare"])],
    targets: targets,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
