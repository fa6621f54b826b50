extension JSONValue {
    /// The document over several lines, two spaces a level, with a line feed at its end: for files people read.
    package func prettyText() throws(JSONError) -> String {
        var text = ""
        try write(into: &text, indent: "")
        return text + "\n"
    }

    private func write(into text: inout String, indent: String) throws(JSONError) {
        let inner = indent + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty:
            if elements.allSatisfy(\.isPlain), let line = try lineIfShort() {
                text += line
                return
            }
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                try element.write(into: &text, indent: inner)
                text += index == elements.count - 1 ? "\n" : ",\n"
            }
            text += indent + "]"
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += inner + (try JSONValue.string(member.key).text()) + ": "
                try member.value.write(into: &text, indent: inner)
                text += index == members.count - 1 ? "\n" : ",\n"
            }
            text += indent + "}"
        default:
            text += try self.text()
        }
    }

    private var isPlain: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    /// A list of words reads better on one line.
    private func lineIfShort() throws(JSONError) -> String? {
        guard let elements = array else { return nil }
        var texts: [String] = []
        for element in elements { texts.append(try element.text()) }
        let line = "[" + texts.joined(separator: ", ") + "]"
        return line.utf8.count <= 100 ? line : nil
    }
}
