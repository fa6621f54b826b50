import Domain

/// The language that an outside system gave for a person, as far as it can be understood.
///
/// `en-GB` is English and `zh-Hans-CN` is Chinese (BCP 47: the first subtag counts). For anything else the job's language is
/// taken, since nobody is turned away for a field that their sender filled wrongly; what stood there is not kept, for it may be
/// anything, a telephone number as well.
package struct GivenLanguage: Sendable, Hashable {
    /// Nil: none of ours.
    package let language: Language?

    package init(_ language: Language?) { self.language = language }

    package init(_ text: String) {
        let primary = text.prefix { $0 != "-" && $0 != "_" }.lowercased()
        language = Language(rawValue: primary)
    }

    package static let chinese = GivenLanguage(.chinese)
    package static let english = GivenLanguage(.english)
    /// BCP 47's word for a language that is not known.
    private static let undetermined = "und"
}

extension GivenLanguage: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(language?.rawValue ?? Self.undetermined)
    }
}
