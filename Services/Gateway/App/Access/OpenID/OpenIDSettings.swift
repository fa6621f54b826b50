import Domain
import GatewayCore
import Host

/// How the employer's own identity provider is asked who somebody is (OpenID Connect).
package struct OpenIDSettings: Sendable {
    /// Exactly as the provider writes it.
    package var issuer: String
    package var clientID: String
    /// Nil for a client that the provider registered as a public one.
    package var clientSecret: String?
    /// Where the provider sends the browser back to.
    package var returnURL: String
    package var scopes: String
    /// The claim with somebody's groups or roles: a text or a list of them.
    package var groupsClaim: String
    /// How somebody is found in the employer's directory; nil where that tells us of nobody.
    package var directoryMatch: DirectoryMatch?

    package static let returnPath = "/hr/sign-in/return"

    package init(
        issuer: String, clientID: String, clientSecret: String?, returnURL: String, scopes: String = "openid profile",
        groupsClaim: String = "groups"
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.returnURL = returnURL
        self.scopes = scopes
        self.groupsClaim = groupsClaim
    }

    private static func withoutSlash(_ text: String) -> String { String(text.reversed().drop { $0 == "/" }.reversed()) }

    /// Nil when no provider is set; what is wrong is gathered by the reader.
    init?(_ config: ConfigReader, publicURL: String?) {
        let issuer = config.optional("OIDC_ISSUER")
        let clientID = config.optional("OIDC_CLIENT_ID")
        let secret = config.optional("OIDC_CLIENT_SECRET")
        let scopes = config.string("OIDC_SCOPES", default: "openid profile")
        let groups = config.string("OIDC_GROUPS_CLAIM", default: "groups")
        let match = config.optional("SCIM_MATCH")
        guard let issuer else {
            if clientID != nil || secret != nil { config.complain("OIDC_ISSUER is not set, but a client of it is") }
            if match != nil {
                config.complain("SCIM_MATCH is set without OIDC_ISSUER, by whose claims people are found")
            }
            return nil
        }
        if !SafeAddress.isSafe(issuer) || issuer.contains("?") || issuer.contains("#") {
            config.complain("OIDC_ISSUER is no address of the kind https://host (http is for this machine alone)")
        }
        if clientID == nil { config.complain("OIDC_CLIENT_ID is not set") }
        if publicURL == nil { config.complain("PUBLIC_URL is not set, which OIDC_ISSUER needs to send people back to") }
        if !scopes.split(separator: " ").contains("openid") { config.complain("OIDC_SCOPES does not hold openid") }
        self.init(
            issuer: issuer, clientID: clientID ?? "", clientSecret: secret,
            returnURL: Self.withoutSlash(publicURL ?? "") + Self.returnPath, scopes: scopes, groupsClaim: groups)
        directoryMatch = match.flatMap { DirectoryMatch(parsing: $0) }
        if match != nil, directoryMatch == nil {
            config.complain("SCIM_MATCH is not attribute=claim with the attribute externalId or userName")
        }
    }
}

extension GroupRoles {
    /// `GROUP_ROLES`: what the groups that the provider names are to us.
    init(_ config: ConfigReader) {
        do throws(InvalidGroupRoles) { self = try GroupRoles(parsing: config.optional("GROUP_ROLES") ?? "") } catch {
            config.complain(
                "GROUP_ROLES: row \(error.row) is not group=role with a role of people and a group named once")
            self.init()
        }
    }
}

/// Addresses that secrets and signatures may be fetched from and sent to.
enum SafeAddress {
    /// `https`, or `http` to this very machine.
    static func isSafe(_ url: String) -> Bool {
        guard url.utf8.count <= 2_000, url.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return false }
        if url.hasPrefix("https://") { return !host(url.dropFirst(8)).isEmpty }
        guard url.hasPrefix("http://") else { return false }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host(url.dropFirst(7)))
    }

    /// Without port; nothing where somebody's name and password stand before it.
    private static func host(_ rest: Substring) -> String {
        let place = rest.prefix { !"/?#".contains($0) }
        guard !place.contains("@"), !place.contains("\\") else { return "" }
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") { return String(place[...end]) }
        return String(place.prefix { $0 != ":" })
    }
}
