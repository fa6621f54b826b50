import Domain
import Events
import GatewayCore
import Templates

/// A mail as its candidate will read it, shown before it goes out. The texts are the very files that notification sends, so
/// nobody approves other words than those that go out.
struct SentLetter: Sendable {
    let subject: String
    let text: String

    /// The first line is the subject; a paragraph that begins with `->` is the label of the link.
    init(_ rendered: String) {
        let parts = rendered.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true)
        subject = parts.first.map(String.init) ?? ""
        let body = (parts.count > 1 ? String(parts[1]) : "").replacing("-> ", with: "→ ")
        text = body.split(separator: "\n\n").map { paragraph in
            String(paragraph.drop { $0 == "\n" })
        }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    fileprivate static func template(_ sends: DecisionPreview.Sends, in language: Language) -> [UInt8]? {
        switch (sends, language) {
        case (.rejection, .chinese): PackageResources.application_rejected_zh_mustache
        case (.rejection, .english): PackageResources.application_rejected_en_mustache
        case (.offer, .chinese): PackageResources.offer_zh_mustache
        case (.offer, .english): PackageResources.offer_en_mustache
        case (.nothing, _), (.invitation, _): nil
        }
    }
}

extension Gateway {
    /// In the candidate's language, whatever the reader's is. Nil where nothing, or no letter of its own, goes out.
    func letter(_ preview: DecisionPreview, _ dossier: ApplicationDossier) throws -> SentLetter? {
        let view = dossier.view
        let language = view.language ?? dossier.job?.job.language ?? .chinese
        guard let bytes = SentLetter.template(preview.sends, in: language) else { return nil }
        let days = Int64(dossier.job?.job.offer?.responseDays ?? 0)
        let rendered = try Template(String(decoding: bytes, as: UTF8.self), kind: .plain).render([
            "name": .text(dossier.name ?? ""), "employer": .text(door.employer),
            "jobTitle": .text(dossier.job?.job.title ?? ""), "byPerson": .flag(true),
            "keepInPool": .flag(view.review?.proposal == .thankAndPool),
            "expiresAt": .text(door.time.text(now().advanced(byDays: days), in: language)),
        ])
        return SentLetter(rendered)
    }
}
