import Foundation
import Testing
import Transfer

@Suite struct AddressRuleTests {
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "fe80::1", "fc00::1",
        "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "3fff:0fff::1", "100::1",
    ])
    func `a special address is not public`(text: String) {
        #expect(!AddressRule.publicOnly.allows(bytes(of: text)))
        #expect(AddressRule.any.allows(bytes(of: text)))
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
        "169.253.0.1", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.1.1", "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "2606:4700:4700::1111", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
        "2001:4860::8888",
    ])
    func `a public address is allowed`(text: String) {
        #expect(AddressRule.publicOnly.allows(bytes(of: text)))
    }

    private func bytes(of text: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        let isIPv6 = text.contains(":")
        #expect(inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes) == 1)
        return Array(bytes.prefix(isIPv6 ? 16 : 4))
    }
}
