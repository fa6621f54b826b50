/// What a form with a file sends: `multipart/form-data` (RFC 7578).
package enum Multipart {
    /// One field, or one file.
    package struct Part: Sendable, Equatable {
        package let name: String
        /// As the sender calls it; nil for a plain field.
        package let fileName: String?
        package let bytes: [UInt8]
    }

    /// More fields than this are no form of ours.
    package static let partCountMax = 50

    /// The parts of a body; nil when it is none of that boundary.
    package static func parts(of body: [UInt8], boundary: String) -> [Part]? {
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        let delimiter = Array("--\(boundary)".utf8)
        // The first boundary may stand at the very beginning; every other one begins a line.
        guard var place = find(delimiter, in: body, from: 0), place == 0 || isLineStart(place, in: body) else {
            return nil
        }
        var parts: [Part] = []
        while true {
            let start = place + delimiter.count
            if body[start...].starts(with: Array("--".utf8)) { return parts }
            guard body[start...].starts(with: lineEnd), parts.count < partCountMax,
                let end = find(lineEnd + delimiter, in: body, from: start),
                let part = part(body[(start + lineEnd.count)..<max(start + lineEnd.count, end)])
            else { return nil }
            parts.append(part)
            place = end + lineEnd.count
        }
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let blank = lineEnd + lineEnd
        guard let end = find(blank, in: bytes, from: bytes.startIndex) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        for line in head.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"),
                line[..<colon].lowercased() == "content-disposition"
            else { continue }
            let value = line[line.index(after: colon)...]
            guard let name = parameter("name", of: value) else { return nil }
            return Part(
                name: name, fileName: parameter("filename", of: value), bytes: Array(bytes[(end + blank.count)...]))
        }
        return nil
    }

    /// A quoted parameter, as browsers write them: a quotation mark inside is `%22`.
    private static func parameter(_ name: String, of value: Substring) -> String? {
        for piece in value.split(separator: ";").dropFirst() {
            let pair = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == name, pair[1].count >= 2, pair[1].hasPrefix("\""),
                pair[1].hasSuffix("\"")
            else { continue }
            return String(pair[1].dropFirst().dropLast())
        }
        return nil
    }

    private static func isLineStart(_ place: Int, in body: [UInt8]) -> Bool {
        place >= 2 && body[(place - 2)..<place].elementsEqual(lineEnd)
    }

    private static func find(_ needle: [UInt8], in hay: some Collection<UInt8>, from start: Int) -> Int? {
        let found = hay.withContiguousStorageIfAvailable { bytes -> Int? in
            let offset = hay.startIndex as? Int ?? 0
            guard let first = needle.first, bytes.count >= needle.count else { return nil }
            var index = start - offset
            while index <= bytes.count - needle.count {
                if bytes[index] == first, needle.indices.allSatisfy({ bytes[index + $0] == needle[$0] }) {
                    return index + offset
                }
                index += 1
            }
            return nil
        }
        return found ?? nil
    }
}

extension Request {
    /// The body as the parts of a form: 415 for another type, 400 when it is none.
    package func parts(bytesMax: Int) async throws -> [Multipart.Part] {
        let type = headers["content-type"] ?? ""
        guard MediaType(type).name == "multipart/form-data" else {
            throw Problem(.unsupportedMediaType, code: "form-expected", detail: "Send the body as a form of the page.")
        }
        let boundary = type.split(separator: ";").dropFirst().lazy
            .map { $0.drop { $0 == " " } }.first { $0.lowercased().hasPrefix("boundary=") }
            .map { $0.dropFirst("boundary=".count).filter { $0 != "\"" } }
        guard let boundary, let parts = Multipart.parts(of: try await body(bytesMax: bytesMax), boundary: boundary)
        else {
            throw Problem(.badRequest, code: "malformed-form", detail: "The form's fields cannot be read.")
        }
        return parts
    }
}
