import Crypto
import Encoding

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
        addPart("text/html; charset=utf-8", Array(html.utf8), inside: "=_a\(mark)", to: &mail)
        add(["--=_a\(mark)--"], to: &mail)
        for attachment in attachments {
            addPart(
                attachment.contentType, attachment.bytes, inside: "=_m\(mark)",
                disposition: "attachment;\r\n " + HeaderText.encodeParameter("filename", attachment.name), to: &mail)
        }
        if !attachments.isEmpty { add(["--=_m\(mark)--"], to: &mail) }
        return mail
    }

    private func add(_ lines: [String], to mail: inout [UInt8]) {
        for line in lines {
            mail.append(contentsOf: line.utf8)
            mail.append(contentsOf: [0x0d, 0x0a])
        }
    }

    private func addPart(
        _ contentType: String, _ bytes: [UInt8], inside boundary: String, disposition: String? = nil,
        to mail: inout [UInt8]
    ) {
        var lines = ["--\(boundary)", "Content-Type: \(contentType)", "Content-Transfer-Encoding: base64"]
        if let disposition { lines.append("Content-Disposition: \(disposition)") }
        lines.append("")
        add(lines, to: &mail)
        var encoded = Base64.standard.encode(bytes)
        encoded.withUTF8 { letters in
            for start in stride(from: 0, to: letters.count, by: 76) {
                mail.append(contentsOf: letters[start..<min(start + 76, letters.count)])
                mail.append(contentsOf: [0x0d, 0x0a])
            }
        }
    }
}
