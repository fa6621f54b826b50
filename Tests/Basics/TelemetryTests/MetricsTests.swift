import Foundation
import Testing

@testable import Telemetry

struct MetricsTests {
    private let registry = MetricsRegistry()

    private func samples() -> [String] {
        registry.exposition(withProcess: false).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    @Test func `a counter counts from any thread`() async {
        let counter = Counter(label: "colloquy_events_handled_total", dimensions: [("event", "x")], registry: registry)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<10_000 { counter.increment() } } }
        }
        counter.increment(by: 5)
        #expect(samples() == ["colloquy_events_handled_total{event=\"x\"} 80005"])
    }

    @Test func `two values with the same label and dimensions are one series`() {
        for dimensions in [[("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")]] {
            Counter(label: "colloquy_things_total", dimensions: dimensions, registry: registry).increment()
        }
        #expect(samples() == ["colloquy_things_total{a=\"1\",b=\"2\"} 2"])
    }

    @Test func `a gauge goes up and down from any thread`() async {
        let gauge = Gauge(label: "colloquy_pending_rows", registry: registry)
        gauge.set(1.5)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<1000 { gauge.increment() } }
                group.addTask { for _ in 0..<1000 { gauge.decrement() } }
            }
        }
        #expect(samples() == ["colloquy_pending_rows 1.5"])
    }

    @Test func `a histogram's buckets are cumulative and end without bound`() {
        let histogram = Histogram(label: "colloquy_hop_seconds", buckets: .init(upTo: [0.1, 1]), registry: registry)
        histogram.record(0.1)
        histogram.record(.milliseconds(500))
        histogram.record(7)
        histogram.record(Double.nan)
        #expect(
            samples() == [
                "colloquy_hop_seconds_bucket{le=\"0.1\"} 1", "colloquy_hop_seconds_bucket{le=\"1\"} 2",
                "colloquy_hop_seconds_bucket{le=\"+Inf\"} 3", "colloquy_hop_seconds_sum 7.6",
                "colloquy_hop_seconds_count 3",
            ])
    }

    @Test func `label values and help texts are escaped`() {
        let label = "colloquy_odd_total"
        Counter(label: label, dimensions: [("v", "a\"b\\c\nd")], help: "one\ntwo \\", registry: registry).increment()
        let text = registry.exposition(withProcess: false)
        #expect(text.contains(#"colloquy_odd_total{v="a\"b\\c\nd"} 1"#))
        #expect(text.contains(#"# HELP colloquy_odd_total one\ntwo \\"#))
    }

    @Test func `a careless dimension ends in one series named other`() {
        for id in 0..<(MetricsRegistry.seriesCountMax + 50) {
            Counter(label: "colloquy_ids_total", dimensions: [("id", "\(id)")], registry: registry).increment()
        }
        #expect(samples().count == MetricsRegistry.seriesCountMax + 1)
        #expect(samples().contains("colloquy_ids_total{id=\"other\"} 50"))
    }

    @Test func `the process tells about itself`() throws {
        var values: [String: Double] = [:]
        for metric in ProcessMetric.read() { values[metric.name] = metric.value }
        #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
        #expect(try #require(values["process_cpu_seconds_total"]) >= 0)
        #expect(try #require(values["process_open_fds"]) >= 3)
        let start = try #require(values["process_start_time_seconds"])
        #expect(abs(start - Date().timeIntervalSince1970) < 3600)
    }

    @Test(.enabled(if: Promtool.path != nil, "promtool of ../shared/tools is not here"))
    func `promtool accepts the text`() throws {
        Counter(label: "colloquy_events_total", dimensions: [("e", "a\"\n\\")], help: "Events.", registry: registry)
            .increment()
        Gauge(label: "colloquy_pending_rows", help: "Rows.", registry: registry).set(-2.25)
        Histogram(label: "colloquy_hop_seconds", help: "Hops.", registry: registry).record(0.00001)
        Histogram(label: "colloquy_body_bytes", buckets: .counts, help: "Bodies.", registry: registry).record(1000)
        let (status, output) = try Promtool.check(registry.exposition())
        #expect(status == 0, "\(output)")
        let (bad, _) = try Promtool.check("colloquy_x{ 1\n")
        #expect(bad != 0)
    }
}

private enum Promtool {
    static let path: String? = {
        let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"] ?? "\(NSHomeDirectory())/.cache"
        let tools = ProcessInfo.processInfo.environment["COLLOQUY_TOOLS"] ?? "\(cache)/colloquy/tools"
        let path = "\(tools)/bin/promtool"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    static func check(_ text: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["check", "metrics"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}
