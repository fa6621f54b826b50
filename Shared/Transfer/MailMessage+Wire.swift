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
        let alternative =
            part("text/plain; charset=utf-8", Array(text.utf8), inside: "=_a\(mark)")
            + part("text/html; charset=utf-8", Array(html.utf8), inside: "=_a\(mark)") + ["--=_a\(mark)--"]
        if attachments.isEmpty {
            lines += ["Content-Type: multipart/alternative; boundary=\"=_a\(mark)\"", ""] + alternative
        } else {
            lines += ["Content-Type: multipart/mixed; boundary=\"=_m\(mark)\"", "", "--=_m\(mark)"]
            lines += ["Content-Type: multipart/alternative; boundary=\"=_a\(mark)\"", ""] + alternative
            for attachment in attachments {
                lines += part(
                    attachment.contentType, attachment.bytes, inside: "=_m\(mark)",
                    disposition: "attachment;\r\n " + HeaderText.encodeParameter("filename", attachment.name))
            }
            lines.append("--=_m\(mark)--")
        }
        return Array(lines.joined(separator: "\r\n").utf8) + [0x0d, 0x0a]
    }

    private func part(
        _ contentType: String, _ bytes: [UInt8], inside boundary: String, disposition: String? = nil
    ) -> [String] {
        var lines = ["--\(boundary)", "Content-Type: \(contentType)", "Content-Transfer-Encoding: base64"]
        if let disposition { lines.append("Content-Disposition: \(disposition)") }
        lines.append("")
        for start in stride(from: 0, to: bytes.count, by: 57) {
            lines.append(Base64.standard.encode(bytes[start..<min(start + 57, bytes.count)]))
        }
        return lines
    }
}
