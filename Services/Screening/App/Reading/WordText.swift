/// Takes the text out of a WordprocessingML document, as its reader sees it.
///
/// Text that Word shows to nobody (`vanish`, white, two points high) is left out and noted. What a résumé has no need
/// of is refused: a document type definition, deep nesting, malformed XML.
struct WordText {
    private(set) var text = ""
    private(set) var hasHidden = false
    private var skipped = 0
    private var isInText = false
    private var isHidden = false

    static let textBytesMax = 4 << 20

    init(_ xml: [UInt8]) throws(ExtractionError) {
        var reader = XMLReader(xml)
        while let token = try reader.next() {
            switch token {
            case .start(let name, let attributes, let isEmpty): start(name, attributes, isEmpty)
            case .end(let name): end(name)
            case .text(let content):
                guard isInText, skipped == 0 else { continue }
                if isHidden {
                    hasHidden = hasHidden || content.contains { !$0.isWhitespace }
                } else {
                    text += content
                }
            }
            guard text.utf8.count <= Self.textBytesMax else { throw .unsafe }
        }
    }

    private mutating func start(_ name: String, _ attributes: [String: String], _ isEmpty: Bool) {
        // `Fallback` repeats what `Choice` said; `delText` is what a tracked change took away.
        if skipped > 0 || name == "Fallback" {
            if !isEmpty { skipped += 1 }
            return
        }
        switch name {
        case "r": isHidden = false
        case "t": isInText = !isEmpty
        case "tab": text += " "
        case "br", "cr": text += "\n"
        case "noBreakHyphen": text += "-"
        case "vanish", "webHidden": isHidden = isHidden || isOn(attributes["val"])
        case "color": isHidden = isHidden || attributes["val"]?.lowercased() == "ffffff"
        case "sz": isHidden = isHidden || (attributes["val"].flatMap { Int($0) } ?? 24) <= Self.hiddenHalfPointsMax
        case "p" where isEmpty: text += "\n"
        default: break
        }
    }

    private mutating func end(_ name: String) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch name {
        case "t": isInText = false
        case "p": text += "\n"
        case "tc": text += " "
        default: break
        }
    }

    private static let hiddenHalfPointsMax = 4

    private func isOn(_ value: String?) -> Bool { !["0", "false", "off"].contains(value ?? "1") }
}
