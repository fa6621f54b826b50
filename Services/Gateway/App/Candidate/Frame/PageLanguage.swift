import Domain
import HTTP

/// In which language a page is shown: the one that was chosen on the page, else the candidate's own, else the browser's.
enum PageLanguage {
    static let cookie = "__Host-language"

    /// What the reader has chosen, now or before.
    static func chosen(_ request: Request) -> Language? {
        (request.query("language") ?? request.cookie(cookie)).flatMap(Language.init(rawValue:))
    }

    /// The first language of ours that the browser names (RFC 9110 §12.5.4); they come in the reader's order.
    static func accepted(_ field: String?) -> Language {
        let tags = (field ?? "").lowercased().split(separator: ",").map { $0.drop { $0 == " " }.prefix(2) }
        return tags.lazy.compactMap { Language(rawValue: String($0)) }.first ?? .chinese
    }

    /// Remembers a choice for a year; it says nothing about the person but that.
    static func remembering(_ language: Language) -> String {
        "\(cookie)=\(language.rawValue); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000"
    }
}
