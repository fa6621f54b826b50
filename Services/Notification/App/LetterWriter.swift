import Domain
import Events
import NotificationCore
import QRCode
import Templates
import Transfer

/// Fills the templates.
struct LetterWriter: Sendable {
    struct Written: Sendable {
        let subject: String
        let text: String
        let html: String
        /// The link as a code to be read by a phone, where the mail is about something that is done there.
        let picture: MailPicture?
    }

    private let texts: [String: Template]
    private let page: Template
    private let employer: String
    private let time: LocalTime

    /// Reads every template, so that a broken one stops the start and not a mail.
    init(_ settings: MailSettings) throws {
        var texts: [String: Template] = [:]
        for template in MailTemplate.allCases {
            for language in Language.allCases {
                texts["\(template.rawValue).\(language.rawValue)"] = try Template(
                    template.source(in: language), kind: .plain)
            }
        }
        self.texts = texts
        page = try Template(String(decoding: PackageResources.letter_html_mustache, as: UTF8.self))
        employer = settings.employer
        time = LocalTime(offsetMinutes: settings.offsetMinutes)
    }

    /// Nil when there is no such template. Values are put on one line each first: nothing in them can become a subject, a
    /// paragraph or a link; in HTML they are escaped.
    func write(
        _ event: DeliveryRequested, name: String, link: String, code: String? = nil, place: String? = nil, now: Instant
    ) throws -> Written? {
        guard let template = texts["\(event.template).\(event.language.rawValue)"] else { return nil }
        var values = values(of: event, name: name, code: code, now: now)
        values["hasPlace"] = .flag(place != nil)
        if let place { values["place"] = .text(Letter.line(place, charactersMax: 500)) }
        guard let letter = Letter(try template.render(values)) else { return nil }
        let square = event.template == MailTemplate.interviewInvitation.rawValue ? QRCode(link) : nil
        let picture = square?.png().map {
            MailPicture(contentID: "link-code@colloquy", contentType: "image/png", bytes: $0)
        }
        let html = try page.render([
            "language": .text(event.language == .chinese ? "zh-CN" : "en"), "subject": .text(letter.subject),
            "paragraphs": .list(letter.paragraphs.map { .text($0) }), "hasAction": .flag(letter.action != nil),
            "action": .text(letter.action ?? ""), "link": .text(link),
            "closing": .list(letter.closing.map { .text($0) }),
            "hasPicture": .flag(picture != nil), "picture": .text(picture?.contentID ?? ""),
            "pictureSide": .text("\(square?.pixels() ?? 0)"),
            "pictureWords": .text(Self.pictureWords[event.language]),
        ])
        return Written(subject: letter.subject, text: letter.plain(link: link), html: html, picture: picture)
    }

    private static let pictureWords = Bilingual(
        "想用手机作答？扫描此码即可打开，效果与上面的链接相同。", "On your phone: scan this code. It opens the same page as the link above.")

    private func values(
        of event: DeliveryRequested, name: String, code: String?, now: Instant
    ) -> [String: TemplateValue] {
        let language = event.language
        var values = event.parameters.mapValues { TemplateValue.text(Letter.line($0)) }
        values["name"] = .text(Letter.line(name))
        if let code { values["code"] = .text(code) }
        values["employer"] = .text(Letter.line(employer))
        values["applicationID"] = .text(event.applicationID.text)
        if let instant = event.parameters["expiresAt"].flatMap({ try? Instant($0) }) {
            let isInvitation = event.template == MailTemplate.interviewInvitation.rawValue
            let late = isInvitation ? Lateness.milliseconds(of: event, at: now) : 0
            values["expiresAt"] = .text(time.text(instant.advanced(byMilliseconds: late), in: language))
        }
        // What was asked for before there was this third kind does not say that it is none.
        values["toEnter"] = .flag(event.parameters["toEnter"] == "yes")
        values["isInWriting"] = .flag(event.parameters["isInWriting"] == "yes")
        for name in ["keepInPool", "byPerson", "ofOffer", "toSign", "isReminder"] {
            if let flag = event.parameters[name] { values[name] = .flag(flag == "yes") }
        }
        if let kind = event.parameters["kind"].flatMap({ CandidateRequestKind(rawValue: $0) }) {
            values["kind"] = .text(kind.words[language])
        }
        if let status = event.parameters["status"].flatMap({ CandidateRequestStatus(rawValue: $0) }) {
            values["status"] = .text(status.words[language])
        }
        if let material = event.parameters["material"].flatMap({ EntryMaterial(rawValue: $0) }) {
            values["material"] = .text(material.words[language])
        }
        if let due = event.parameters["dueAt"] {
            let instant = try? Instant(due)
            values["hasDue"] = .flag(instant != nil)
            values["dueAt"] = .text(instant.map { time.text($0, in: language) } ?? "")
        }
        if let starts = event.parameters["startsAt"].flatMap({ try? Instant($0) }) {
            values["startsAt"] = .text(time.text(starts, in: language))
        }
        values["hasTime"] = .flag(event.parameters["startsAt"] != nil)
        let why = event.parameters["reason"]
        values["isEnded"] = .flag(why == "application-closed")
        values["isNeedless"] = .flag(why == "no-talk-needed")
        values["mayBeOthers"] = .flag(why != "application-closed" && why != "no-talk-needed")
        if let reason = why { values["reason"] = .text(Words.reason(reason, in: language)) }
        if let message = event.parameters["message"] { values["message"] = .text(Words.message(message, in: language)) }
        if let proposal = event.parameters["proposal"] {
            let outcome = RuleOutcome(rawValue: proposal)
            values["hasProposal"] = .flag(outcome != nil)
            values["proposal"] = .text(outcome.map { Words.proposal($0, in: language) } ?? "")
        }
        if let code = event.parameters["recommendation"] {
            let words = Recommendation(rawValue: code).map { Words.recommendation($0, in: language) }
            values["recommendation"] = .text(words ?? code)
        }
        if let composite = event.parameters["composite"] { values["hasComposite"] = .flag(!composite.isEmpty) }
        return values
    }
}
