import Encoding

/// What a form of a page sends: `application/x-www-form-urlencoded`, names and values decoded.
package struct Form: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package let items: [Item]
    /// More fields than this are no form of ours.
    package static let itemCountMax = 500

    /// nil for a broken escape or for more than `itemCountMax` fields.
    package init?(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "&"))
        guard parts.count <= Self.itemCountMax else { return nil }
        var items: [Item] = []
        for part in parts {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard let name = PercentEncoding.decode(pair[0], plusIsSpace: true),
                let value = PercentEncoding.decode(pair.count == 2 ? pair[1] : "", plusIsSpace: true, keepsLines: true)
            else { return nil }
            items.append(Item(name: name, value: value))
        }
        self.items = items
    }

    /// The first value of a field; nil when it was not sent, as a box that is not ticked.
    package subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

    /// Every value of a field, as of boxes with one name.
    package func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }
}

extension Request {
    /// The body as a form: 415 for another type, 400 when it is none.
    package func form(bytesMax: Int = 64 * 1024) async throws -> Form {
        guard headers["content-type"].map({ MediaType($0).name }) == "application/x-www-form-urlencoded" else {
            throw Problem(.unsupportedMediaType, code: "form-expected", detail: "Send the body as a form of the page.")
        }
        guard let form = Form(try await body(bytesMax: bytesMax)) else {
            throw Problem(.badRequest, code: "malformed-form", detail: "The form's fields cannot be read.")
        }
        return form
    }

    /// The value of a cookie (RFC 6265 §4.2); nil when the browser sent none or more than one of that name.
    package func cookie(_ name: String) -> String? {
        let values = headers.all("cookie").flatMap { $0.utf8.split(separator: UInt8(ascii: ";")) }.compactMap { pair in
            let text = Substring(pair).drop { $0 == " " }
            return text.hasPrefix("\(name)=") ? String(text.dropFirst(name.utf8.count + 1)) : nil
        }
        return values.count == 1 ? values[0] : nil
    }
}
