import Crypto
import Domain
import Encoding

/// Who a mail comes from or goes to.
package struct Mailbox: Sendable, Equatable {
    package let name: String
    /// `local@domain` in ASCII.
    package let address: String

    package init(name: String = "", address: String) {
        self.name = name
        self.address = address
    }

    var header: String { name.isEmpty ? address : "\(HeaderText.encodeName(name))\r\n <\(address)>" }
}

/// A file that goes with a mail.
package struct MailAttachment: Sendable, Equatable {
    package let name: String
    /// Such as `application/pdf` or `text/calendar; method=REQUEST`.
    package let contentType: String
    package let bytes: [UInt8]

    package init(name: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// A picture inside the HTML of a mail, which shows it by `<img src="cid:…">` (RFC 2392).
package struct MailPicture: Sendable, Equatable {
    /// `unique@domain`, without brackets.
    package let contentID: String
    /// Such as `image/png`.
    package let contentType: String
    package let bytes: [UInt8]

    package init(contentID: String, contentType: String, bytes: [UInt8]) {
        self.contentID = contentID
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// What the calendar of whoever reads the mail is told (RFC 6047): a form of the mail's content beside text and HTML.
package struct MailCalendar: Sendable, Equatable {
    /// `text/calendar` with its method.
    package let contentType: String
    package let bytes: [UInt8]

    package init(contentType: String, bytes: [UInt8]) {
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// A mail as its sender means it: text and HTML of the same content, and the id it keeps when it is sent again.
package struct MailMessage: Sendable, Equatable {
    package var from: Mailbox
    package var to: Mailbox
    package var replyTo: Mailbox?
    package var subject: String
    package var text: String
    package var html: String
    /// `unique@domain`, without brackets: derived from what the mail is about, so that a second sending is recognised.
    package var messageID: String
    package var secondsSinceEpoch: Int64
    /// A language tag such as `zh-CN`.
    package var language: String
    package var pictures: [MailPicture]
    package var attachments: [MailAttachment]
    package var calendar: MailCalendar?

    package init(
        from: Mailbox, to: Mailbox, replyTo: Mailbox? = nil, subject: String, text: String, html: String,
        messageID: String, secondsSinceEpoch: Int64, language: String, pictures: [MailPicture] = [],
        attachments: [MailAttachment] = [], calendar: MailCalendar? = nil
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.messageID = messageID
        self.secondsSinceEpoch = secondsSinceEpoch
        self.language = language
        self.pictures = pictures
        self.attachments = attachments
        self.calendar = calendar
    }

    /// Refuses everything that could start a header, a recipient or a command of its own.
    func check() throws(TransferError) {
        for address in [from.address, to.address] + (replyTo.map { [$0.address] } ?? []) {
            guard (try? EmailAddress(address))?.isASCII == true else {
                throw .invalidRequest("a mail address is not local@domain in ASCII")
            }
        }
        let singleLines =
            [from.name, to.name, replyTo?.name ?? "", subject, language]
            + attachments.flatMap { [$0.name, $0.contentType] } + pictures.map(\.contentType)
            + (calendar.map { [$0.contentType] } ?? [])
        guard
            singleLines.allSatisfy({
                $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }
            })
        else { throw .invalidRequest("a mail header holds a control character") }
        let types = attachments.map(\.contentType) + pictures.map(\.contentType)
        guard (language + types.joined()).utf8.allSatisfy({ $0 < 0x7f }) else {
            throw .invalidRequest("a language tag or content type is not ASCII")
        }
        guard Self.isMessageID(messageID), messageID.utf8.count <= 200 else {
            throw .invalidRequest("the message id is not unique@domain")
        }
        guard pictures.allSatisfy({ Self.isMessageID($0.contentID) && $0.contentID.utf8.count <= 200 }) else {
            throw .invalidRequest("a picture's id is not unique@domain")
        }
    }

    private static func isMessageID(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { HTTPToken.isCharacter($0) || "/=?{}[]:".utf8.contains($0) }
        }
    }
}

extension MailMessage {
    /// The mail as bytes (RFC 5322 and MIME): ASCII alone, lines of at most 76 characters where we may choose,
    /// every time the same for the same mail.
    package func encoded() throws(TransferError) -> [UInt8] {
        try check()
        var lines = [
            "Date: \(UTCTime(secondsSinceEpoch: secondsSinceEpoch).mail)",
            "From: \(from.header)",
            "To: \(to.header)",
        ]
        if let replyTo { lines.append("Reply-To: \(replyTo.header)") }
        lines += [
            "Message-ID: <\(messageID)>",
            "Subject: \(HeaderText.encode(subject))",
            "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",
            "Content-Language: \(language)",
        ]
        // Every part is in base64, so no part can hold a boundary.
        let mark = SHA256.hash(messageID).hex.prefix(24)
        if !attachments.isEmpty {
            lines += ["Content-Type: multipart/mixed; boundary=\"=_m\(mark)\"", "", "--=_m\(mark)"]
        }
        lines += ["Content-Type: multipart/alternative; boundary=\"=_a\(mark)\"", ""]
        var mail: [UInt8] = []
        let contentByteCount = attachments.reduce(text.utf8.count + html.utf8.count) { $0 + $1.bytes.count }
        mail.reserveCapacity(contentByteCount / 57 * 78 + 4_096)
        add(lines, to: &mail)
        addPart("text/plain; charset=utf-8", Array(text.utf8), inside: "=_a\(mark)", to: &mail)
        addPage(mark, to: &mail)
        // The richest form comes last (RFC 2046, 5.1.4).
        if let calendar { addPart(calendar.contentType, calendar.bytes, inside: "=_a\(mark)", to: &mail) }
        add(["--=_a\(mark)--"], to: &mail)
        for attachment in attachments {
            addPart(
                attachment.contentType, attachment.bytes, inside: "=_m\(mark)",
                more: [
                    "Content-Disposition: attachment;\r\n " + HeaderText.encodeParameter("filename", attachment.name)
                ], to: &mail)
        }
        if !attachments.isEmpty { add(["--=_m\(mark)--"], to: &mail) }
        return mail
    }

    /// The HTML, with its pictures in one part where it has any (RFC 2387): a reader that shows the text alone leaves them out.
    private func addPage(_ mark: some StringProtocol, to mail: inout [UInt8]) {
        guard !pictures.isEmpty else {
            addPart("text/html; charset=utf-8", Array(html.utf8), inside: "=_a\(mark)", to: &mail)
            return
        }
        add(
            [
                "--=_a\(mark)", "Content-Type: multipart/related; type=\"text/html\"; boundary=\"=_r\(mark)\"", "",
            ], to: &mail)
        addPart("text/html; charset=utf-8", Array(html.utf8), inside: "=_r\(mark)", to: &mail)
        for picture in pictures {
            addPart(
                picture.contentType, picture.bytes, inside: "=_r\(mark)",
                more: ["Content-Disposition: inline", "Content-ID: <\(picture.contentID)>"], to: &mail)
        }
        add(["--=_r\(mark)--"], to: &mail)
    }

    private func add(_ lines: [String], to mail: inout [UInt8]) {
        for line in lines {
            mail.append(contentsOf: line.utf8)
            mail.append(contentsOf: [0x0d, 0x0a])
        }
    }

    private func addPart(
        _ contentType: String, _ bytes: [UInt8], inside boundary: String, more: [String] = [],
        to mail: inout [UInt8]
    ) {
        add(
            ["--\(boundary)", "Content-Type: \(contentType)", "Content-Transfer-Encoding: base64"] + more + [""],
            to: &mail)
        var encoded = Base64.standard.encode(bytes)
        encoded.withUTF8 { letters in
            for start in stride(from: 0, to: letters.count, by: 76) {
                mail.append(contentsOf: letters[start..<min(start + 76, letters.count)])
                mail.append(contentsOf: [0x0d, 0x0a])
            }
        }
    }
}
