import HTTP
import Host
import Testing

@testable import gateway

struct SettingsTests {
    @Test func `limits of the edge are settings`() throws {
        let config = ConfigReader(
            arguments: [],
            environment: [
                "HTTP_CONNECTION_COUNT_MAX": "5000", "HTTP_CONNECTIONS_PER_ADDRESS_MAX": "7",
                "HTTP_HEADER_BYTES_MAX": "4096", "HTTP_BODY_BYTES_MAX": "65536", "HTTP_HEADER_SECONDS_MAX": "3",
                "HTTP_IDLE_SECONDS_MAX": "4", "HTTP_LINGER_BYTES_MAX": "0", "HTTP_LINGER_SECONDS_MAX": "2",
                "HTTP_TRUSTED_PROXIES": "10.0.0.0/8, fd00::/8", "HTTP_PROXY_HEADER": "forwarded",
            ])
        let limits = ServerLimits(config)
        try config.check()
        #expect(limits.connectionCountMax == 5000)
        #expect(limits.connectionsPerAddressMax == 7)
        #expect(limits.headerBytesMax == 4096)
        #expect(limits.bodyBytesMax == 65536)
        #expect(limits.headerSecondsMax == 3)
        #expect(limits.idleSecondsMax == 4)
        #expect(limits.lingerBytesMax == 0)
        #expect(limits.lingerSecondsMax == 2)
        #expect(limits.trustedProxies.blocks == ["10.0.0.0/8", "fd00::/8"].compactMap { AddressBlock($0) })
        #expect(limits.trustedProxies.header == .forwarded)
    }

    @Test(arguments: [
        ["HTTP_TRUSTED_PROXIES": "10.0.0.1/8"], ["HTTP_TRUSTED_PROXIES": "proxy.example"],
        ["HTTP_PROXY_HEADER": "x-real-ip"], ["HTTP_CONNECTIONS_PER_ADDRESS_MAX": "0"],
    ])
    func `a wrong one is named in a sentence`(_ environment: [String: String]) throws {
        let config = ConfigReader(arguments: [], environment: environment)
        _ = ServerLimits(config)
        let error = #expect(throws: InvalidSettings.self) { try config.check() }
        #expect(error?.description.contains(try #require(environment.keys.first)) == true)
    }
}
