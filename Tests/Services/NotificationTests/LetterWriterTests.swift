import Domain
import Events
import Foundation
import Host
import NotificationCore
import Testing
import Transfer

@testable import notification

@Suite struct LetterWriterTests {
    static let environment = [
        "EMPLOYER_NAME": "云招科技", "MAIL_FROM": "jobs@employer.example", "HR_EMAIL": "hr@employer.example",
        "PUBLIC_URL": "https://jobs.employer.example", "SMTP_HOST": "127.0.0.1", "SMTP_SECURITY": "none",
        "LINK_SECRET": "sixteen bytes at least",
    ]

    static let moment = Instant(millisecondsSinceEpoch: 1_795_275_000_000)

    static func settings(_ more: [String: String] = [:]) throws -> MailSettings {
        try MailSettings(ConfigReader(arguments: [], environment: environment.merging(more) { $1 }))
    }

    static func request(
        _ template: MailTemplate, _ language: Language, parameters: [String: String] = [:]
    ) -> DeliveryRequested {
        // What the decisions give, all together: a template takes what it names.
        let all = [
            "jobTitle": "后端工程师", "expiresAt": "2026-11-28T16:05:00Z", "questionCount": "2", "minutes": "4",
            "reason": "rule-gap", "proposal": "thank", "composite": "85", "recommendation": "recommend",
            "keepInPool": "yes", "byPerson": "yes", "ofOffer": "no", "message": "interview-invitation", "toSign": "yes",
            "isReminder": "yes",
            "kind": "human-review", "status": "answered", "dueAt": "2026-11-28T16:05:00Z", "material": "photograph",
            "startsAt": "2026-12-01T02:00:00Z", Lateness.requestedAt: moment.description,
        ]
        return DeliveryRequested(
            applicationID: "app-1", candidateID: "cand-1", deliveryID: "app-1.\(template.rawValue).email",
            template: template.rawValue, channel: "email", language: language, recipient: template.recipient,
            parameters: all.merging(parameters) { $1 })
    }

    @Test(arguments: MailTemplate.allCases, Language.allCases)
    func `every letter is whole in both languages and both forms`(template: MailTemplate, language: Language) throws {
        let writer = try LetterWriter(try Self.settings())
        let link = "https://jobs.employer.example/i#app-1.token"
        let letter = try #require(
            try writer.write(
                Self.request(template, language), name: template.recipient == .hr ? "" : "陈思远", link: link,
                code: template == .accessCode ? "12345678" : nil, now: Self.moment))
        // A mail that lets somebody in names no job, and one with a code has no link.
        let subject = template == .accessCode ? "12345678" : template == .linkRenewed ? "" : "后端工程师"
        #expect((subject.isEmpty || letter.subject.contains(subject)) && !letter.subject.contains("\n"))
        for form in [letter.text, letter.html] {
            #expect(form.contains(link) == (template != .accessCode))
            #expect(!form.contains("{{") && !form.contains("}}"))
            #expect(form.contains("陈思远") == (template.recipient == .candidate))
        }
        #expect(letter.html.contains("<html lang=\"\(language == .chinese ? "zh-CN" : "en")\">"))
    }

    /// Why a talk does not take place, whether other times may come, and what is said instead.
    private static let ends: [(String, Bool, String, String)] = [
        ("cancelled", true, "If there are other times", "Other times can be offered"),
        ("cancelled", true, "does not take place", "it was called off"),
        ("application-closed", false, "Your application has ended", "nothing to arrange"),
        ("no-talk-needed", false, "No further talk is needed", "nothing to arrange"),
    ]

    @Test(arguments: ends)
    func `nobody is told of other times where no talk will be`(
        reason: String, mayBeOthers: Bool, candidate: String, staff: String
    ) throws {
        let writer = try LetterWriter(try Self.settings())
        func text(_ template: MailTemplate, _ language: Language) throws -> String {
            try #require(
                try writer.write(
                    Self.request(template, language, parameters: ["reason": reason]), name: "Emily",
                    link: "https://jobs.employer.example/i#app-1.token", now: Self.moment)
            ).text
        }
        #expect(try text(.appointmentCancelled, .english).contains(candidate))
        #expect(try text(.appointmentDropped, .english).contains(staff))
        for template in [MailTemplate.appointmentCancelled, .appointmentDropped] {
            #expect(try text(template, .chinese).contains("其他时间") == mayBeOthers)
            #expect(try text(template, .english).lowercased().contains("other times") == mayBeOthers)
        }
    }

    @Test(arguments: Language.allCases)
    func `an invitation to write asks for no camera`(language: Language) throws {
        let writer = try LetterWriter(try Self.settings())
        let letters = try ["yes", "no"].map { answer in
            try #require(
                try writer.write(
                    Self.request(.interviewInvitation, language, parameters: ["isInWriting": answer]), name: "陈思远",
                    link: "https://jobs.employer.example/i#app-1.token", now: Self.moment))
        }
        let words = language == .chinese ? ["视频", "摄像头", "麦克风"] : ["video", "camera", "consent", "practise"]
        #expect(letters.map { letter in words.filter((letter.subject + letter.text).contains) } == [[], words])
    }

    @Test(arguments: MailTemplate.allCases)
    func `the invitation alone shows its link as a code, which a phone reads`(template: MailTemplate) throws {
        let link = "https://jobs.employer.example/i#app-1.token"
        let letter = try #require(
            try LetterWriter(try Self.settings()).write(
                Self.request(template, .english), name: "Emily", link: link, code: "12345678", now: Self.moment))
        #expect((letter.picture != nil) == (template == .interviewInvitation))
        guard let picture = letter.picture else {
            #expect(!letter.html.contains("<img"))
            return
        }
        #expect(letter.html.contains("<img src=\"cid:\(picture.contentID)\"") && letter.html.contains("scan this code"))
        let file = NSTemporaryDirectory() + "/colloquy-letter-\(getpid()).png"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(picture.bytes).write(to: URL(filePath: file))
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/zbarimg")
        process.arguments = ["--quiet", "--raw", file]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: read, as: UTF8.self) == link + "\n")
    }

    @Test func `what came from outside stays text on one line`() throws {
        let writer = try LetterWriter(try Self.settings())
        let hostile = "Eve\r\nBcc: x@y.example\n\n-> Click here\n\n<script>alert(1)</script>{{employer}}"
        let link = "https://jobs.employer.example/i#app-1.token"
        let letter = try #require(
            try writer.write(
                Self.request(.interviewInvitation, .english, parameters: ["jobTitle": hostile]), name: hostile,
                link: link, now: Self.moment))
        let plain = try #require(
            try writer.write(Self.request(.interviewInvitation, .english), name: "Eve", link: link, now: Self.moment))
        #expect(!letter.subject.contains("\n"))
        #expect(letter.text.split(separator: "\n").count == plain.text.split(separator: "\n").count)
        #expect(!letter.text.contains("\n-> ") && letter.text.contains("{{employer}}"))
        #expect(!letter.html.contains("<script>") && letter.html.contains("&lt;script&gt;"))
    }

    @Test(arguments: [
        (["keepInPool": "no"], "résumé", false), (["keepInPool": "yes"], "résumé", true),
        (["byPerson": "no"], "A person on our team", false), (["byPerson": "yes"], "A person on our team", true),
    ])
    func `a refusal says only what holds`(parameters: [String: String], words: String, isSaid: Bool) throws {
        let writer = try LetterWriter(try Self.settings())
        let letter = try writer.write(
            Self.request(.applicationRejected, .english, parameters: parameters), name: "Emily",
            link: "https://x.example", now: Self.moment)
        #expect(letter?.text.contains(words) == isSaid)
    }

    @Test(arguments: [
        (MailTemplate.interviewInvitation, 0, "29 November 2026, 00:05"),
        (.interviewInvitation, 48, "1 December 2026, 00:05"),
        (.interviewReminder, 48, "29 November 2026, 00:05"), (.offer, 48, "29 November 2026, 00:05"),
    ])
    func `an invitation that had to wait says until when from its sending on`(
        template: MailTemplate, hours: Int64, end: String
    ) throws {
        let letter = try LetterWriter(try Self.settings()).write(
            Self.request(template, .english), name: "Emily", link: "https://x.example",
            now: Self.moment.advanced(byHours: hours))
        #expect(letter?.text.contains(end) == true, "\(letter?.text ?? "")")
    }

    @Test func `a template that is none gives no letter`() throws {
        var request = Self.request(.offer, .english)
        request.template = "something-else"
        #expect(try LetterWriter(try Self.settings()).write(request, name: "Emily", link: "x", now: Self.moment) == nil)
    }

    @Test(arguments: [
        ("SMTP_HOST", ""), ("SMTP_SECURITY", "maybe"), ("SMTP_PORT", "0"), ("LINK_SECRET", "short"),
        ("HR_LANGUAGE", "fr"),
        ("MAIL_FROM", ""), ("EMPLOYER_NAME", ""), ("PUBLIC_URL", ""), ("HR_EMAIL", ""),
    ])
    func `a wrong setting stops the start and is named`(key: String, value: String) {
        let error = #expect(throws: InvalidSettings.self) { try Self.settings([key: value]) }
        #expect(error?.description.contains(key) == true)
    }
}
