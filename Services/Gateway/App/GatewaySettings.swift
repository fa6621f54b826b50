import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Host
import Vault

/// What the gateway is told besides what every service is.
struct GatewaySettings {
    let host: String
    let port: UInt16
    let keys: APIKeys
    let links: LinkToken
    let sessions: SessionToken
    let limits: ServerLimits
    let consentText: ConsentText
    let door: CandidateDoor
    let requestTerms: RequestTerms
    let judgesCode: Bool
    let openID: OpenIDSettings?
    let groupRoles: GroupRoles
    let localAccounts: Bool
    let importKeptDays: Int

    /// Wrong settings are gathered by the reader; the values made of them here are then never used.
    init(_ config: ConfigReader) throws {
        host = config.numericAddress("HTTP_HOST", default: "127.0.0.1")
        port = UInt16(config.int("HTTP_PORT", default: 8080, in: 0...65_535))
        if port != 0, config.int("HEALTH_PORT", default: 0, in: 0...65_535) == Int(port) {
            config.complain("HTTP_PORT and HEALTH_PORT are the same")
        }
        door = CandidateDoor(
            employer: config.optional("EMPLOYER_NAME") ?? "Colloquy",
            offsetMinutes: config.int("MAIL_UTC_OFFSET_MINUTES", default: 480, in: -720...840),
            publicURL: config.optionalWebAddress("PUBLIC_URL"))
        limits = ServerLimits(config)
        let secrets = LinkToken.secrets(in: config.secret("LINK_SECRET"))
        if secrets.contains(where: { $0.count < 16 }) {
            config.complain("LINK_SECRET has a line of fewer than 16 bytes")
        }
        let keysText = config.secret("API_KEYS")
        do throws(InvalidAPIKeys) {
            keys = try APIKeys(parsing: keysText)
            if !keysText.isEmpty, keys.isEmpty { config.complain("API_KEYS holds no key") }
        } catch {
            config.complain("API_KEYS: \(harmlessDescription(of: error))")
            keys = APIKeys()
        }
        // Wrong days are the retention's own to complain of; they are the same settings.
        var terms = RetentionTerms()
        do { terms = try RetentionTerms { config.optional($0) } } catch {
            config.complain(harmlessDescription(of: error))
        }
        consentText = ConsentText(
            recordingDays: terms.days(.recording) ?? 0, talentPoolDays: terms.days(.talentPool) ?? 0,
            judge: config.judgeModel(), hasFaceChannel: config.faceChannel())
        requestTerms = RequestTerms(config)
        let code = config.string("CODE_QUESTIONS", default: "refused")
        if code != "judged", code != "refused" { config.complain("CODE_QUESTIONS is neither judged nor refused") }
        judgesCode = code == "judged"
        importKeptDays = config.int("IMPORT_KEPT_DAYS", default: 14, in: 1...90)
        openID = OpenIDSettings(config, publicURL: config.optional("PUBLIC_URL"))
        groupRoles = GroupRoles(config)
        localAccounts = config.bool("LOCAL_ACCOUNTS", default: true)
        if openID == nil, !localAccounts {
            config.complain("LOCAL_ACCOUNTS is false without OIDC_ISSUER: nobody could sign in")
        }
        if openID != nil, groupRoles.rows.isEmpty {
            config.complain("GROUP_ROLES is not set: whoever signs in by OIDC_ISSUER would have no role")
        }
        try config.check()
        links = try LinkToken(secrets: secrets)
        sessions = SessionToken(secrets: secrets)
    }
}

extension RequestTerms {
    init(_ config: ConfigReader) {
        var chosen: [CandidateRequestKind: Int] = [:]
        for kind in CandidateRequestKind.allCases {
            guard let setting = Self.setting(of: kind) else { continue }
            chosen[kind] = config.int(setting.key, default: setting.days, in: 1...Self.daysMax)
        }
        self.init(chosen)
    }
}
