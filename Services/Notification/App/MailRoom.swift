import Calendar
import Crypto
import Domain
import Events
import Failpoints
import Flow
import NotificationCore
import Transfer
import Vault

/// Delivers by mail: looks up whom it goes to, writes it, hands it to the mail server.
struct MailRoom: Sendable {
    private let settings: MailSettings
    private let vault: Vault
    private let writer: LetterWriter
    private let client: SMTPClient

    init(settings: MailSettings, vault: Vault, writer: LetterWriter) {
        self.settings = settings
        self.vault = vault
        self.writer = writer
        client = SMTPClient(settings.server)
    }

    func deliver(_ event: DeliveryRequested, _ context: ActivityContext) async throws -> Receipt {
        let (name, address) = try await recipient(of: event)
        let isCode = event.template == MailTemplate.accessCode.rawValue
        if isCode, let end = event.parameters["expiresAt"].flatMap({ try? Instant($0) }), end <= context.now {
            // Whoever still needs one asks for another.
            throw ActivityFailure("code-expired", "the code could not be mailed in its time")
        }
        let code =
            isCode
            ? settings.links.code(for: event.applicationID.text, event.parameters["codeID"] ?? "") : nil
        let link = link(of: event, context)
        let place = try await place(of: event)
        guard
            let letter = try writer.write(
                event, name: name, link: link, code: code, place: place, now: context.now)
        else {
            throw ActivityFailure("template-unknown", "there is no such template", .bug)
        }
        let recipient = Mailbox(name: Letter.line(name, charactersMax: 100), address: address)
        let told = context.cause.occurredAt ?? context.now
        let calendar = calendar(of: event, letter.subject, place, to: recipient, toldAt: told)
        let message = MailMessage(
            from: settings.from, to: recipient,
            subject: letter.subject, text: letter.text, html: letter.html, messageID: messageID(of: event),
            // The moment of the cause: a second sending is the same mail to the byte.
            secondsSinceEpoch: told.millisecondsSinceEpoch / 1_000,
            language: event.language == .chinese ? "zh-CN" : "en", pictures: letter.picture.map { [$0] } ?? [],
            calendar: calendar.map { MailCalendar(contentType: $0.contentType, bytes: $0.encoded()) })
        try failpoint(throwing: "E1")
        do throws(TransferError) {
            try await client.send(message)
            failpoint("E2")
        } catch {
            throw failure(error)
        }
        return Receipt()
    }

    private func recipient(of event: DeliveryRequested) async throws -> (name: String, address: String) {
        switch event.recipient {
        case .hr: return ("", settings.hrAddress)
        case .finance: return ("", settings.financeAddress)
        case .candidate: return try await candidate(of: event)
        }
    }

    private func candidate(of event: DeliveryRequested) async throws -> (name: String, address: String) {
        let fields: [String: String]
        do {
            fields = try await vault.fields(["name", "email"], of: event.candidateID, purpose: "deliver-mail")
        } catch VaultError.erased {
            throw ActivityFailure.candidateErased
        }
        guard let address = fields["email"], !address.isEmpty else {
            throw ActivityFailure("address-missing", "the vault holds no mail address")
        }
        return (fields["name"] ?? "", address)
    }

    /// Where a talk is and with whom; nil of any other mail, and where nobody wrote it.
    private func place(of event: DeliveryRequested) async throws -> String? {
        guard let id = event.parameters["appointmentID"] else { return nil }
        do {
            return try await vault.field("appointment-place.\(id)", of: event.candidateID, purpose: "deliver-mail")
        } catch VaultError.erased {
            // The employer's people are still told that nobody comes.
            guard event.recipient == .hr else { throw ActivityFailure.candidateErased }
            return nil
        }
    }

    /// The same appointment for both sides, who each find themselves in it.
    private func calendar(
        of event: DeliveryRequested, _ summary: String, _ place: String?, to recipient: Mailbox, toldAt: Instant
    ) -> CalendarMessage? {
        guard let word = MailTemplate(rawValue: event.template)?.calendar, let id = event.parameters["appointmentID"],
            let startsAt = event.parameters["startsAt"].flatMap({ try? Instant($0) }),
            let endsAt = event.parameters["endsAt"].flatMap({ try? Instant($0) }),
            let sequence = event.parameters["sequence"].flatMap({ Int($0) })
        else { return nil }
        return CalendarMessage(
            word == .agreed ? .request : .cancel, identifier: "\(id)@\(settings.server.localName)", sequence: sequence,
            startsAt: startsAt, endsAt: endsAt, summary: summary, place: place ?? "",
            organizer: .init(name: settings.from.name, address: settings.from.address),
            attendee: .init(name: recipient.name, address: recipient.address), toldAt: toldAt)
    }

    /// A candidate's link carries a token for what the mail is about, with an end; the employer's people sign in. Its moment
    /// is that of the cause, so that a second sending is the same mail.
    private func link(of event: DeliveryRequested, _ context: ActivityContext) -> String {
        let application = event.applicationID.text
        switch event.recipient {
        case .hr: return "\(settings.publicURL)/hr#\(application)"
        case .finance: return "\(settings.publicURL)/hr/pay/\(application)"
        case .candidate: break
        }
        let purpose: LinkToken.Purpose =
            switch MailTemplate(rawValue: event.template) {
            case .interviewInvitation, .interviewReminder, .accommodationsGranted: .interview
            case .offer: .offer
            case .contractReady: .contract
            case .linkRenewed: event.parameters["purpose"].flatMap { LinkToken.Purpose(rawValue: $0) } ?? .status
            default: .status
            }
        // Rounded up: a link that is sent right after a revocation is younger than that.
        let issued = ((context.cause.occurredAt ?? context.now).millisecondsSinceEpoch + 999) / 1_000
        let claim = LinkToken.Claim(purpose, issuedAt: issued, endsAt: issued + Int64(settings.linkDays) * 86_400)
        return settings.links.link(settings.publicURL, for: application, claim)
    }

    /// Made from the delivery's identity alone, so that a mail that is sent again after a crash is recognised.
    private func messageID(of event: DeliveryRequested) -> String {
        "\(SHA256.hash(event.deliveryID).hex.prefix(32))@\(settings.server.localName)"
    }

    private func failure(_ error: TransferError) -> ActivityFailure {
        let code =
            switch error {
            case .mailRefused(let code): code < 500 ? "mail-deferred" : "mail-refused"
            case .invalidRequest: "address-invalid"
            case .loginDenied, .untrusted, .encryptionUnavailable: "mail-server-misconfigured"
            default: "mail-server-unavailable"
            }
        return ActivityFailure(code, error.description, error.kind)
    }
}
