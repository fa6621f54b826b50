import Domain
import Encoding
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing
import Transfer

@testable import gateway

/// Against an OpenID provider that is certified and not ours, where the tools beside the project are; else `OpenIDTests` alone
/// stand for it, with a provider of the tests' own.
struct CertifiedProviderTests {
    private static let unpack = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/tools/unpack").path
    static let isThere =
        FileManager.default.isExecutableFile(atPath: unpack)
        && ["/usr/bin/node", "/usr/local/bin/node"].contains { FileManager.default.isExecutableFile(atPath: $0) }
    private static let back = "http://127.0.0.1:1" + OpenIDSettings.returnPath

    @Test(
        .enabled(if: isThere, "the tools beside the project are not there: the provider of OpenIDTests stands for it"))
    func `who signs in at a certified provider is in, with the role of a group`() async throws {
        let port = try await Self.freePort()
        let process = try Self.start(port)
        defer { kill(process.processIdentifier, SIGTERM) }
        let house = try await House()
        house.now = { Instant(millisecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1000)) }
        house.provider = IdentityProvider(
            OpenIDSettings(
                issuer: "http://127.0.0.1:\(port)", clientID: "colloquy",
                clientSecret: "a secret of 32 bytes & more: 1+1",
                returnURL: Self.back, scopes: "openid profile groups"))
        try await CandidateDoorTests.open(house) { house, own in
            let browser = Browser(port: own)
            let page = try await browser.open("/hr/sign-in/provider?to=/hr/account")
            let address = try #require(page.header("Location"), "\(page.status)")
            let (there, request) = (ProviderBrowser(port: port), address)
            let way = try await there.signIn(request, as: "hr.zhang")
            let back = try #require(
                way.hasPrefix(Self.back) ? way.dropFirst("http://127.0.0.1:1".count) : nil, "\(way)")
            let inside = try await browser.open(String(back))
            #expect(inside.status == 200 && inside.name == "account" && inside.text.contains("hr.zhang"))
            let again = try await browser.open("/hr/sign-in/provider")
            let replay = try await there.replay(
                of: String(back), with: try #require(again.header("Location")), port: own, browser)
            #expect(replay.status == 401, "a code of another way is refused by the provider or by us")
        }
    }

    private static func start(_ port: UInt16) throws -> Process {
        let clients: JSONValue = [
            [
                "client_id": "colloquy", "client_secret": "a secret of 32 bytes & more: 1+1",
                "redirect_uris": [.string(back)],
            ]
        ]
        let file = NSTemporaryDirectory() + "/clients-\(UUID().uuidString).json"
        try Data(try JSON.encode(clients)).write(to: URL(filePath: file))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec $($0)/js/bin/oidc-provider $1 $2", unpack, "\(port)", file]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["OIDC_ACCOUNTS": #"{"hr.zhang":{"name":"张敏","groups":["other","recruiting"]}}"#]) { $1 }
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // It says its issuer when it is ready.
        _ = output.fileHandleForReading.availableData
        return process
    }

    private static func freePort() async throws -> UInt16 {
        let server = Server(Router([]), host: "127.0.0.1", port: 0)
        let port = try server.start()
        await server.stop(deadline: .seconds(1))
        return port
    }
}

/// Walks through the provider's own pages of signing in and consent.
private final class ProviderBrowser {
    private let base: String
    private var jar: [String: String] = [:]
    private let client = HTTPClient(rule: .any)

    init(port: UInt16) { base = "http://127.0.0.1:\(port)" }

    /// The address that the provider sends back to.
    func signIn(_ address: String, as name: String) async throws -> String {
        var address = address
        for _ in 0..<12 {
            let answer = try await send("GET", address)
            if let place = answer[header: "Location"] {
                address = place.hasPrefix("/") ? base + place : place
            } else {
                let page = String(decoding: answer.body, as: UTF8.self)
                guard let action = page.firstMatch(of: /action="([^"]+)"/)?.1 else {
                    return "no form: \(answer.status)"
                }
                let form = page.contains("name=\"login\"") ? "prompt=login&login=\(name)&password=x" : "prompt=consent"
                let next = try await send("POST", action.hasPrefix("/") ? base + action : String(action), form)
                guard let place = next[header: "Location"] else { return "no way on: \(next.status)" }
                address = place.hasPrefix("/") ? base + place : place
            }
            if !address.hasPrefix(base) { return address }
        }
        return "no end"
    }

    /// A code that was used already, on another way that is open.
    func replay(of back: String, with address: String, port: UInt16, _ browser: Browser) async throws -> Browser.Page {
        let state = address.firstMatch(of: /state=([^&]+)/)?.1 ?? ""
        return try await browser.open(back.replacing(/state=[^&]+/, with: "state=\(state)"))
    }

    private func send(_ method: String, _ address: String, _ body: String = "") async throws -> HTTPResponse {
        var headers = [("Content-Type", "application/x-www-form-urlencoded")]
        let cookies = jar.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !cookies.isEmpty { headers.append(("Cookie", cookies)) }
        let answer = try await client.send(HTTPRequest(method, address, headers: headers, body: Array(body.utf8)))
        for (name, value) in answer.headers where name == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { jar[String(pair[0])] = String(pair[1]) }
        }
        return answer
    }
}
