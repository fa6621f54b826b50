extension Unicode.Scalar {
    /// Its plain form: full-width forms half-width, letters small, dashes and blanks alike.
    @inlinable package var folded: Unicode.Scalar {
        switch self {
        case "\u{FF01}"..."\u{FF5E}": return Unicode.Scalar(value - 0xFEE0).map { $0.folded } ?? self
        case "\u{3000}", "\u{A0}", "\t": return " "
        case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{301C}", "~": return "-"
        case "\u{2018}", "\u{2019}", "`", "\u{B4}": return "'"
        case "A"..."Z": return Unicode.Scalar(value + 32) ?? self
        default:
            guard value > 0x7F, properties.isUppercase else { return self }
            let lower = properties.lowercaseMapping.unicodeScalars
            return lower.count == 1 ? lower.first ?? self : self
        }
    }
}

extension Unicode.Scalar {
    /// What is left out at the ends of a name.
    package var isBlank: Bool { self == " " || self == "\n" || self == "\t" || self == "\u{3000}" }
}

extension String {
    /// Scalar by scalar in its plain form.
    var folded: String {
        var view = UnicodeScalarView()
        view.append(contentsOf: unicodeScalars.map(\.folded))
        return String(view)
    }
}
