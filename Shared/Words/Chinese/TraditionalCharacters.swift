/// Traditional characters and what stands for them in simplified Chinese, one for one: the file says whose table it is.
package enum TraditionalCharacters {
    package static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
        let text = String(decoding: PackageResources.traditional_characters_txt, as: UTF8.self)
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            for pair in line.split(separator: " ") {
                let scalars = Array(pair.unicodeScalars)
                if scalars.count == 2 { table[scalars[0]] = scalars[1] }
            }
        }
        return table
    }()

    /// The same text in simplified characters; each stays at its place.
    package static func simplify(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.unicodeScalars.map { simplified[$0] ?? $0 })
        return String(view)
    }
}
