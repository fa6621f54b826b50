import Domain
import JSON
import ScreeningCore

/// Lays out a JSON Resume (1.0.0) as text with its sections, so that the same rules read it and spans point into it.
/// Names, addresses, pictures and other people's words are left out: no rule may need them.
func readJSONResume(_ resume: JSONValue) throws(ExtractionError) -> Resume {
    guard resume.object != nil else { throw .unsupportedType }
    var layout = Layout()
    if let basics = resume["basics"] { layout.section(.summary, "Summary", [basics], ["label", "summary"]) }
    layout.section(.work, "Work Experience", resume["work"], ["position", "name", "company", "summary", "highlights"])
    layout.section(
        .projects, "Projects", resume["projects"], ["name", "description", "highlights", "keywords", "roles"])
    layout.section(
        .education, "Education", resume["education"], ["institution", "studyType", "area", "courses"])
    layout.section(.skills, "Skills", resume["skills"], ["name", "level", "keywords"])
    layout.section(.certificates, "Certificates", resume["certificates"], ["name", "issuer"])
    layout.section(.certificates, "Awards", resume["awards"], ["title", "summary"])
    layout.section(.projects, "Publications", resume["publications"], ["name", "summary"])
    layout.section(.other, "Languages", resume["languages"], ["language", "fluency"])
    layout.section(.other, "Volunteer", resume["volunteer"], ["position", "organization", "summary", "highlights"])
    guard !layout.text.isEmpty else { throw .unsupportedType }
    return Resume(text: layout.text, sections: layout.sections)
}

private struct Layout {
    private(set) var text = ""
    private(set) var sections: [ResumeSection] = []
    private var scalarCount = 0

    static let itemCountMax = 200

    mutating func section(_ kind: ResumeSection.Kind, _ title: String, _ items: JSONValue?, _ fields: [String]) {
        guard let items = items?.array, !items.isEmpty else { return }
        section(kind, title, items, fields)
    }

    mutating func section(_ kind: ResumeSection.Kind, _ title: String, _ items: [JSONValue], _ fields: [String]) {
        let start = scalarCount
        line(title)
        for item in items.prefix(Self.itemCountMax) {
            if let period = period(of: item) { line(period) }
            for field in fields {
                for words in strings(item[field]) { line(CleanText.clean(words)) }
            }
        }
        sections.append(ResumeSection(kind: kind, span: CharacterSpan(start: start, end: scalarCount)))
    }

    private mutating func line(_ words: String) {
        guard !words.isEmpty, scalarCount < CleanText.scalarCountMax else { return }
        text += words + "\n"
        scalarCount += words.unicodeScalars.count + 1
    }

    /// A post without an end goes on.
    private func period(of item: JSONValue) -> String? {
        guard let start = item["startDate"]?.string, !start.isEmpty else { return nil }
        let end = item["endDate"]?.string ?? ""
        return CleanText.clean("\(start) - \(end.isEmpty ? "Present" : end)")
    }

    private func strings(_ value: JSONValue?) -> [String] {
        if let text = value?.string { return [text] }
        return value?.array?.prefix(Self.itemCountMax).compactMap(\.string) ?? []
    }
}
