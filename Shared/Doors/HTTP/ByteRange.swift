/// One range of a `Range` field (RFC 9110 §14), resolved against a length.
package enum ByteRange: Sendable, Equatable {
    /// No range, several, or one that is not understood: the whole is sent.
    case whole
    case part(Range<Int64>)
    case unsatisfiable

    package init(of request: Request, length: Int64) {
        // A condition that we would have to compare is met safely by sending everything.
        guard request.method == .get, request.headers["if-range"] == nil, let field = request.headers["range"] else {
            self = .whole
            return
        }
        self.init(parsing: field, length: length)
    }

    init(parsing field: String, length: Int64) {
        self = .whole
        guard field.utf8.count <= 64, field.hasPrefix("bytes="), !field.contains(",") else { return }
        let ends = field.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return }
        switch (Int64(ends[0]), Int64(ends[1])) {
        case (let first?, let last?) where first <= last: self = .clamped(first, last, length)
        case (let first?, nil) where ends[1].isEmpty: self = .clamped(first, length - 1, length)
        case (nil, let count?) where ends[0].isEmpty:
            self = count == 0 ? .unsatisfiable : .clamped(max(0, length - count), length - 1, length)
        default: return
        }
    }

    private static func clamped(_ first: Int64, _ last: Int64, _ length: Int64) -> ByteRange {
        first < length ? .part(first..<min(last, length - 1) + 1) : .unsatisfiable
    }
}

extension Problem {
    package static func rangeNotSatisfiable(length: Int64) -> Problem {
        Problem(
            .rangeNotSatisfiable, code: "range-not-satisfiable", detail: "There are \(length) bytes.",
            headers: ["Content-Range": "bytes */\(length)"])
    }
}
