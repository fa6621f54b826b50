import JSON

extension CloudEvent {
    /// Binary mode: attributes in headers, the data is the value, which the caller may keep where it is.
    package init(
        binary attributes: CloudEventAttributes,
        data: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    ) throws(CloudEventError) {
        let type = try attributes.checked()
        self.init(
            id: try attributes.text(attributes.id, "id") ?? "",
            source: try attributes.text(attributes.source, "source") ?? "",
            type: String(decoding: type, as: UTF8.self),
            time: try attributes.text(attributes.time, "time"),
            subject: try attributes.text(attributes.subject, "subject"),
            correlationID: try attributes.text(attributes.correlationID, "correlationid"),
            causationID: try attributes.text(attributes.causationID, "causationid"),
            traceParent: try attributes.text(attributes.traceParent, "traceparent"),
            contentType: try attributes.text(attributes.contentType, "datacontenttype"),
            data: [UInt8](data))
    }

    /// Structured mode: the value is one JSON object with the attributes and `data` or `data_base64`.
    init(
        structured value: UnsafeRawBufferPointer, traceParent: UnsafeRawBufferPointer? = nil
    ) throws(CloudEventError) {
        let envelope: JSONValue
        do throws(JSONError) {
            envelope = try JSONValue(parsing: value)
        } catch {
            throw .envelope(error)
        }
        guard envelope.object != nil else { throw .malformed("envelope") }
        guard let version = try CloudEvent.text(envelope, "specversion") else { throw .missing("specversion") }
        guard version == "1.0" else { throw .version }
        self.init(
            id: try CloudEvent.required(envelope, "id"),
            source: try CloudEvent.required(envelope, "source"),
            type: try CloudEvent.required(envelope, "type"),
            time: try CloudEvent.text(envelope, "time"),
            subject: try CloudEvent.text(envelope, "subject"),
            correlationID: try CloudEvent.text(envelope, "correlationid"),
            causationID: try CloudEvent.text(envelope, "causationid"),
            traceParent: try CloudEvent.traceParent(envelope, header: traceParent),
            contentType: try CloudEvent.text(envelope, "datacontenttype") ?? "application/json",
            data: try CloudEvent.data(of: envelope))
    }

    /// The envelope's own, else the header's.
    private static func traceParent(
        _ envelope: JSONValue, header: UnsafeRawBufferPointer?
    ) throws(CloudEventError) -> String? {
        if let own = try text(envelope, "traceparent") { return own }
        return try CloudEventAttributes.text(header, "traceparent")
    }

    private static func data(of envelope: JSONValue) throws(CloudEventError) -> [UInt8] {
        switch (envelope["data"], envelope["data_base64"]) {
        case (nil, nil): return []
        case (let data?, nil):
            do throws(JSONError) {
                return try JSON.encode(data)
            } catch {
                throw .envelope(error)
            }
        case (nil, .string(let text)):
            guard let data = Base64.decode(text) else { throw .malformed("data_base64") }
            return data
        case (nil, _): throw .malformed("data_base64")
        default: throw .malformed("data and data_base64")
        }
    }

    private static func required(_ envelope: JSONValue, _ name: String) throws(CloudEventError) -> String {
        guard let text = try text(envelope, name), !text.isEmpty else { throw .missing(name) }
        return text
    }

    private static func text(_ envelope: JSONValue, _ name: String) throws(CloudEventError) -> String? {
        guard let value = envelope[name], !value.isNull else { return nil }
        guard let text = value.string, text.utf8.count <= attributeBytesMax,
            !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { throw .malformed(name) }
        return text
    }
}

/// RFC 4648 base64 with padding, strictly.
enum Base64 {
    static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3)
        for start in stride(from: 0, to: characters.count, by: 4) {
            let isLast = start + 4 == characters.count
            let padding = isLast ? characters[(start + 2)...].filter { $0 == UInt8(ascii: "=") }.count : 0
            var word: UInt32 = 0
            for index in 0..<4 - padding {
                guard let digit = digit(characters[start + index]) else { return nil }
                word |= digit << UInt32(18 - 6 * index)
            }
            guard padding == 0 || word & (padding == 1 ? 0xFF : 0xFFFF) == 0 else { return nil }
            for index in 0..<3 - padding { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(16 - 8 * index))) }
        }
        return bytes
    }

    private static func digit(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
