extension MetricsRegistry {
    /// The content type of `exposition()`.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// All series as Prometheus text format 0.0.4, followed by the metrics of the process itself.
    package func exposition(withProcess: Bool = true) -> String {
        var text = ""
        for (name, family) in snapshot {
            header(name, family.kind, family.help, into: &text)
            let series = family.series.map { (labels: rendered($0.key), cell: $0.value) }
            for (labels, cell) in series.sorted(by: { $0.labels < $1.labels }) {
                switch cell {
                case .counter(let counter): sample(name, labels, String(counter.total), &text)
                case .gauge(let gauge): sample(name, labels, number(gauge.value), &text)
                case .histogram(let histogram): samples(name, labels, histogram, &text)
                }
            }
        }
        if withProcess {
            for metric in ProcessMetric.read() {
                header(metric.name, metric.kind, metric.help, into: &text)
                sample(metric.name, "", number(metric.value), &text)
            }
        }
        return text
    }

    private func samples(_ name: String, _ labels: String, _ histogram: HistogramCell, _ text: inout String) {
        let counts = histogram.snapshot
        var total: UInt64 = 0
        let comma = labels.isEmpty ? "" : ","
        for (index, count) in counts.perBucket.enumerated() {
            total += count
            let bound = index < histogram.bounds.count ? number(histogram.bounds[index]) : "+Inf"
            sample("\(name)_bucket", "\(labels)\(comma)le=\"\(bound)\"", String(total), &text)
        }
        sample("\(name)_sum", labels, number(counts.sum), &text)
        sample("\(name)_count", labels, String(total), &text)
    }

    private func header(_ name: String, _ kind: String, _ help: String, into text: inout String) {
        // A family without a text of its own is still described, since linters ask for one.
        let words = help.isEmpty ? name.split(separator: "_").joined(separator: " ") : help
        text += "# HELP \(name) \(escaped(words, quotes: false))\n# TYPE \(name) \(kind)\n"
    }

    private func sample(_ name: String, _ labels: String, _ value: String, _ text: inout String) {
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    private func rendered(_ pairs: [LabelPair]) -> String {
        pairs.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description
    }
}
