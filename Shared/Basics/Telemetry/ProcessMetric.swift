import Glibc

/// What Prometheus clients by convention tell about their own process, read from `/proc`.
struct ProcessMetric {
    let name: String
    let kind: String
    let help: String
    let value: Double

    static func read() -> [ProcessMetric] {
        var metrics: [ProcessMetric] = []
        func add(_ name: String, _ kind: String, _ help: String, _ value: Double?) {
            if let value { metrics.append(ProcessMetric(name: name, kind: kind, help: help, value: value)) }
        }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let stat = statFields()
        let cpu = stat.flatMap { stat in stat.count > 19 ? (Double(stat[11]) ?? 0) + (Double(stat[12]) ?? 0) : nil }
        let sinceBoot = stat.flatMap { $0.count > 19 ? Double($0[19]) : nil }
        add(
            "process_cpu_seconds_total", "counter", "User and system CPU time spent in seconds.", cpu.map { $0 / ticks }
        )
        add("process_open_fds", "gauge", "Number of open file descriptors.", openDescriptors())
        add("process_resident_memory_bytes", "gauge", "Resident memory size in bytes.", residentBytes())
        if let boot = bootTime(), let sinceBoot {
            let start = boot + sinceBoot / ticks
            add("process_start_time_seconds", "gauge", "Start time of the process since unix epoch in seconds.", start)
        }
        return metrics
    }

    /// The fields of `/proc/self/stat` after the command, which may itself hold blanks and parentheses.
    private static func statFields() -> [Substring]? {
        guard let text = contents("/proc/self/stat"), let end = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: end)...].split(separator: " ")
    }

    private static func residentBytes() -> Double? {
        guard let text = contents("/proc/self/statm") else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func bootTime() -> Double? {
        contents("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap {
            Double($0.dropFirst(6))
        }
    }

    private static func openDescriptors() -> Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Without ".", ".." and the descriptor of this very listing.
        return Double(max(0, count - 3))
    }

    private static let fileBytesMax = 1 << 20

    private static func contents(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < fileBytesMax {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
