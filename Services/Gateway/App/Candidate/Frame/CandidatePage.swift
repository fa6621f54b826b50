import Domain
import HTTP
import Templates

/// A page of the candidate's door: a template inside the frame that all of them share, its words and its scripts.
///
/// The template holds what stands inside `<main>`. It reads `{{say.name}}` for words, and what its route gives it.
struct CandidatePage: Sendable {
    /// In `document.body.dataset.page`; the word `name-title` is the page's title.
    let name: String
    /// Where the page is asked for by GET. An answer to a form shows under this address too.
    let path: String
    let step: CandidateStep?
    private let scripts: [String]
    private let early: [String]
    private let words: PageWords
    private let template: Result<Template, any Error>
    /// The words that the template asks for.
    private let said: [Language: TemplateValue]

    /// - Parameters:
    ///   - scripts: names of modules in ``Assets`` beside the frame's own, which run when the page is built.
    ///   - early: modules that run as soon as they are there.
    ///   - words: the table of the page's area.
    init(
        _ name: String, path: String, step: CandidateStep? = nil, scripts: [String] = [], early: [String] = [],
        words: PageWords, _ html: [UInt8]
    ) {
        self.name = name
        self.path = path
        self.step = step
        self.scripts = ["frame.js"] + scripts
        self.early = early
        self.words = words.joined(with: .frame)
        template = Result {
            try Template(
                String(decoding: PackageResources.frame_html, as: UTF8.self),
                partials: ["content": String(decoding: html, as: UTF8.self)])
        }
        said = self.words.said(by: template)
    }

    func say(_ name: String, in language: Language, _ places: [String: String] = [:]) -> String {
        words.say(name, in: language, places)
    }

    /// The page for a reader. `values` may say another `title`, other `scripts`, and a `pageState` for `document.body.dataset.state`.
    func render(_ values: [String: TemplateValue], for reader: PageReader) throws -> String {
        var all: [String: TemplateValue] = [
            "lang": .text(reader.language == .chinese ? "zh-CN" : "en"),
            "page": .text(name), "path": .text(path), "assets": .text(Assets.version),
            "title": .text(say("\(name)-title", in: reader.language)),
            "employer": .text(reader.employer),
            "scripts": .list(scripts.map { .text($0) }), "early": .list(early.map { .text($0) }),
            "pageState": .optional(nil), "mark": .optional(reader.mark),
            "languages": .list(
                Language.allCases.map { language in
                    .object([
                        "tag": .text(language.rawValue),
                        "name": .text(language == .chinese ? "中文" : "English"),
                        "isCurrent": .flag(language == reader.language),
                    ])
                }),
            "isInside": .flag(reader.isInside), "hasConsent": .flag(reader.hasConsent),
            "hasSteps": .flag(step != nil),
            "steps": .list(steps(for: reader)),
            "say": said[reader.language] ?? .object([:]),
        ]
        all.merge(values) { $1 }
        return try template.get().render(all)
    }

    private func steps(for reader: PageReader) -> [TemplateValue] {
        let all = CandidateStep.allCases.filter { $0 != .devices || reader.isRecorded }
        guard let step, let current = all.firstIndex(of: step) else { return [] }
        return all.enumerated().map { index, step in
            .object([
                "name": .text(say("step-\(step.rawValue)", in: reader.language)),
                "isDone": .flag(index < current), "isCurrent": .flag(index == current),
            ])
        }
    }
}

/// Who reads a page.
struct PageReader: Sendable {
    let language: Language
    let employer: String
    /// Whether a session is open on this device, which can be ended.
    var isInside = false
    /// Whether the session is one that can give and take back consent.
    var hasConsent = false
    /// Whether the interview has anything to record, and so a device to look at.
    var isRecorded = true
    /// By which the page says which of the browser's sessions it is of.
    var mark: String?
}
