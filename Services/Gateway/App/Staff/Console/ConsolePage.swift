import Domain
import GatewayCore
import HTTP
import Templates

/// A page of the console: a template inside the frame that all of them share, its words and its scripts.
///
/// The template holds what stands inside `<main>`. It reads `{{say.name}}` for words, `{{guard}}` for its forms, and what its
/// route gives it.
struct ConsolePage: Sendable {
    /// In `document.body.dataset.page`; the word `name-title` is the page's title.
    let name: String
    private let scripts: [String]
    private let words: PageWords
    private let template: Result<Template, any Error>
    /// The words that the template asks for.
    private let said: [Language: TemplateValue]

    /// - Parameter partials: parts of the template that other pages have too.
    init(
        _ name: String, scripts: [String] = [], words: PageWords, _ html: [UInt8], partials: [String: [UInt8]] = [:]
    ) {
        self.name = name
        self.scripts = ["console.js"] + scripts
        self.words = words.joined(with: .console)
        template = Result {
            try Template(
                String(decoding: PackageResources.console_html, as: UTF8.self),
                partials: partials.merging(["content": html]) { own, _ in own }.mapValues {
                    String(decoding: $0, as: UTF8.self)
                })
        }
        said = self.words.said(by: template)
    }

    func say(_ name: String, in language: Language, _ places: [String: String] = [:]) -> String {
        words.say(name, in: language, places)
    }

    /// The word of a name, if there is one.
    func word(_ name: String, in language: Language) -> String? { words.table[name]?[language] }

    /// What a code of events is called, if it has a word of the table's family; else it stands for itself.
    func say(_ family: String, _ code: String, in language: Language) -> String {
        word("\(family)-\(code)", in: language) ?? code
    }

    /// The page for a reader, at the address that was asked for. `values` may say another `title`.
    func render(_ values: [String: TemplateValue], for reader: ConsoleReader) throws -> String {
        var all: [String: TemplateValue] = [
            "lang": .text(reader.language == .chinese ? "zh-CN" : "en"),
            "page": .text(name), "assets": .text(ConsoleAssets.version),
            "title": .text(say("\(name)-title", in: reader.language)), "employer": .text(reader.employer),
            "scripts": .list(scripts.map { .text($0) }),
            "languages": .list(
                Language.allCases.map { language in
                    .object([
                        "tag": .text(language.rawValue), "name": .text(language == .chinese ? "中文" : "English"),
                        "isCurrent": .flag(language == reader.language), "href": .text(reader.path(in: language)),
                    ])
                }),
            "isInside": .flag(reader.member != nil), "who": .text(reader.member?.actorID.text ?? ""),
            "role": .text(reader.member.map { say("role", $0.role.rawValue, in: reader.language) } ?? ""),
            "guard": .text(reader.formGuard), "rooms": .list(rooms(for: reader)),
            "say": said[reader.language] ?? .object([:]),
        ]
        all.merge(values) { $1 }
        return try template.get().render(all)
    }

    /// Where this reader may go.
    private func rooms(for reader: ConsoleReader) -> [TemplateValue] {
        ConsoleRoom.allCases.filter { room in reader.member?.may(room.action) == true }.map { room in
            .object([
                "href": .text(room.path), "name": .text(say("room-\(room.rawValue)", in: reader.language)),
                "isCurrent": .flag(room.path == reader.place), "key": .text(room.rawValue),
                "isWithin": .flag(room == ConsoleRoom(of: reader.place) && room.path != reader.place),
            ])
        }
    }
}

/// What the head of every page leads to.
enum ConsoleRoom: String, CaseIterable {
    case desk, applications, pool, jobs, inbox, live, starters, numbers, audit, people, keys, operations, account

    var path: String { self == .desk ? "/hr" : "/hr/\(rawValue)" }

    /// In which room a page lies.
    init(of path: String) {
        self = Self.allCases.first { $0 != .desk && (path == $0.path || path.hasPrefix("\($0.path)/")) } ?? .desk
    }

    var action: StaffAction {
        switch self {
        case .desk, .account: .enterConsole
        case .applications: .seeApplications
        case .pool: .seePool
        case .jobs: .seeJobs
        case .inbox: .readRequests
        case .starters: .seeStarters
        case .numbers: .seeNumbers
        case .audit: .readAudit
        case .people: .manageAccounts
        case .keys: .manageKeys
        case .operations: .operate
        case .live: .watchInterviews
        }
    }
}

/// Who reads a page of the console, and where.
struct ConsoleReader: Sendable {
    let language: Language
    let employer: String
    var member: StaffMember?
    /// The address that was asked for, without what stands behind a question mark.
    var place = "/hr"
    /// What stood there, but for the language.
    var items: [(name: String, value: String)] = []

    /// What a form of the page carries; nothing where nobody is signed in.
    var formGuard: String { member?.token?.formGuard ?? "" }

    /// The same page in another language.
    func path(in language: Language) -> String {
        place + query(items.filter { $0.name != "language" } + [("language", language.rawValue)])
    }
}
