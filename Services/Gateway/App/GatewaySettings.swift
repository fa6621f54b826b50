import Crypto
import Domain
import HTTP
import Host

/// What the gateway is told besides what every service is.
struct GatewaySettings {
    let host: String
    let port: UInt16
    let keys: APIKeys
    let links: LinkToken
    let sessions: SessionToken
    let bootstrapServers: String
    let limits: ServerLimits

    /// Wrong settings are gathered by the reader; the values made of them here are then never used.
    init(_ config: ConfigReader) throws {
        host = config.string("HTTP_HOST", default: "127.0.0.1")
        port = UInt16(config.int("HTTP_PORT", default: 8080, in: 0...65_535))
        bootstrapServers = config.required("KAFKA_BOOTSTRAP_SERVERS")
        limits = ServerLimits(config)
        let secret = Array(config.secret("LINK_SECRET").utf8)
        if secret.count < 16 { config.complain("LINK_SECRET has fewer than 16 characters") }
        let keysText = config.secret("API_KEYS")
        do throws(InvalidAPIKeys) { keys = try APIKeys(parsing: keysText) } catch {
            config.complain("API_KEYS: \(harmlessDescription(of: error))")
            keys = APIKeys()
        }
        try config.check()
        links = try LinkToken(secret: secret)
        sessions = SessionToken(secret: secret)
    }
}
