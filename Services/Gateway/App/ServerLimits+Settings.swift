import Domain
import HTTP
import Host

extension ServerLimits {
    /// What an operator may set, each with its default.
    init(_ config: ConfigReader) {
        self.init()
        connectionCountMax = config.int("HTTP_CONNECTION_COUNT_MAX", default: connectionCountMax, in: 16...100_000)
        connectionsPerAddressMax = config.int(
            "HTTP_CONNECTIONS_PER_ADDRESS_MAX", default: connectionsPerAddressMax, in: 1...100_000)
        headerBytesMax = config.int("HTTP_HEADER_BYTES_MAX", default: headerBytesMax, in: 1024...256 * 1024)
        bodyBytesMax = config.int(
            "HTTP_BODY_BYTES_MAX", default: Int(Limits.answerBytesMax), in: 64 * 1024...Int(Limits.answerBytesMax))
        headerSecondsMax = config.int("HTTP_HEADER_SECONDS_MAX", default: headerSecondsMax, in: 1...300)
        idleSecondsMax = config.int("HTTP_IDLE_SECONDS_MAX", default: idleSecondsMax, in: 1...3600)
        lingerBytesMax = config.int("HTTP_LINGER_BYTES_MAX", default: lingerBytesMax, in: 0...1 << 30)
        lingerSecondsMax = config.int("HTTP_LINGER_SECONDS_MAX", default: lingerSecondsMax, in: 1...300)
        trustedProxies = TrustedProxies(config)
    }
}

extension TrustedProxies {
    init(_ config: ConfigReader) {
        var blocks: [AddressBlock] = []
        for text in config.string("HTTP_TRUSTED_PROXIES", default: "").split(whereSeparator: { ", \n".contains($0) }) {
            guard let block = AddressBlock(String(text)) else {
                config.complain("HTTP_TRUSTED_PROXIES: \(text) is no block of addresses such as 10.0.0.0/8")
                continue
            }
            blocks.append(block)
        }
        let name = config.string("HTTP_PROXY_HEADER", default: Header.xForwardedFor.rawValue)
        if Header(rawValue: name) == nil {
            let known = Header.allCases.map(\.rawValue).joined(separator: ", ")
            config.complain("HTTP_PROXY_HEADER is none of \(known)")
        }
        self.init(blocks, header: Header(rawValue: name) ?? .xForwardedFor)
    }
}
