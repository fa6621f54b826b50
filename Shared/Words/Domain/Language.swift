/// The languages of pages, mails, documents and speech; BCP 47 primary tags.
package enum Language: String, Codable, Sendable, CaseIterable, Hashable {
    case chinese = "zh"
    case english = "en"
}
