import Crypto
import Domain
import Host
import Transfer

/// What notification needs to know besides what every service does.
struct MailSettings: Sendable {
    let server: SMTPClient.Settings
    let from: Mailbox
    let hrAddress: String
    /// Who is told that pay waits for an approval; HR where nobody else is named.
    let financeAddress: String
    let hrLanguage: Language
    /// How the employer signs.
    let employer: String
    let publicURL: String
    let links: LinkToken
    /// For how long a link that is mailed is good.
    let linkDays: Int
    /// Minutes east of UTC of the clock by which people read times.
    let offsetMinutes: Int

    /// Throws `InvalidSettings` with everything that is wrong.
    init(_ settings: ConfigReader) throws {
        employer = settings.required("EMPLOYER_NAME")
        let address = settings.mailAddress("MAIL_FROM")
        from = Mailbox(name: employer, address: address)
        hrAddress = settings.mailAddress("HR_EMAIL")
        financeAddress = settings.optionalMailAddress("FINANCE_EMAIL") ?? hrAddress
        publicURL = settings.webAddress("PUBLIC_URL")
        offsetMinutes = settings.int("MAIL_UTC_OFFSET_MINUTES", default: 480, in: -720...840)
        linkDays = settings.int("LINK_DAYS", default: 60, in: 1...365)
        var server = SMTPClient.Settings(
            host: settings.hostName("SMTP_HOST"), port: settings.int("SMTP_PORT", default: 587, in: 1...65_535))
        server.localName = address.split(separator: "@").last.map(String.init) ?? "localhost"
        server.trustedCertificatesFile = settings.optionalFile("SMTP_CA_FILE")
        if let user = settings.optional("SMTP_USER") {
            server.login = (user, settings.secret("SMTP_PASSWORD"))
        } else if settings.optional("SMTP_PASSWORD") != nil {
            settings.complain("SMTP_PASSWORD is set without SMTP_USER")
        }
        server.encryption = settings.choice("SMTP_SECURITY", default: .required)
        self.server = server
        hrLanguage = settings.choice("HR_LANGUAGE", default: .chinese)
        let secrets = LinkToken.secrets(in: settings.secret("LINK_SECRET"))
        if secrets.contains(where: { $0.count < 16 }) {
            settings.complain("LINK_SECRET has a line of fewer than 16 bytes")
        }
        try settings.check()
        links = try LinkToken(secrets: secrets)
    }
}
