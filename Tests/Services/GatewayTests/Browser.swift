import Domain
import Encoding
import Foundation
import HTTP
import Transfer

@testable import gateway

/// A browser as far as the pages' forms need one: it keeps cookies, follows redirects, says where a form came from, and
/// speaks to the real server.
final class Browser: @unchecked Sendable {
    // Used by one test at a time, which waits for each answer.
    private var jar: [String: String] = [:]
    private let base: String
    private let client: HTTPClient
    /// How many requests one after another the last page took.
    private(set) var requests = 0
    var language = "en-GB,en;q=0.9,zh;q=0.5"

    init(port: UInt16) {
        base = "http://127.0.0.1:\(port)"
        client = HTTPClient(rule: .any)
    }

    struct Page: Sendable {
        let status: Int
        let path: String
        let headers: [(name: String, value: String)]
        let bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
        /// The page's own name.
        var name: String { text.firstMatch(of: /data-page="([^"]+)"/).map { String($0.1) } ?? "" }

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    func open(_ path: String, headers: [String: String] = [:]) async throws -> Page {
        requests = 0
        return try await follow("GET", path, nil, headers)
    }

    func send(_ path: String, _ fields: [(String, String)] = [], headers: [String: String] = [:]) async throws -> Page {
        requests = 0
        let body = fields.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }
        let own = ["Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"]
        return try await follow("POST", path, body.joined(separator: "&"), own.merging(headers) { $1 })
    }

    /// A form with a file.
    func upload(_ path: String, _ body: String, boundary: String) async throws -> Page {
        let type = "multipart/form-data; boundary=\(boundary)"
        return try await follow("POST", path, body, ["Sec-Fetch-Site": "same-origin", "Content-Type": type])
    }

    var cookies: [String: String] { jar }

    private func follow(_ method: String, _ path: String, _ body: String?, _ headers: [String: String]) async throws
        -> Page
    {
        requests += 1
        var all = headers.map { (name: $0.key, value: $0.value) }
        all.append(("Accept-Language", language))
        if !jar.isEmpty {
            let pairs = jar.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            all.append(("Cookie", pairs.joined(separator: "; ")))
        }
        let answer = try await client.send(
            HTTPRequest(method, base + path, headers: all, body: Array((body ?? "").utf8)))
        for (name, value) in answer.headers where name == "set-cookie" { keep(value) }
        if answer.status == 303, let place = answer[header: "Location"], place.hasPrefix("/") {
            return try await follow("GET", place, nil, [:])
        }
        return Page(status: answer.status, path: path, headers: answer.headers, bytes: answer.body)
    }

    /// A `__Host-` cookie is taken when it is for this host alone, for every path, and neither scripts nor plain lines see it.
    private func keep(_ cookie: String) {
        let parts = cookie.split(separator: ";").map { $0.drop { $0 == " " } }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "="),
            Set(["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]).isSubset(of: parts.map(String.init)),
            !parts.contains(where: { $0.hasPrefix("Domain") })
        else { return }
        let name = String(pair[..<equals])
        let isOver = parts.contains("Max-Age=0")
        jar[name] = isOver ? nil : String(pair[pair.index(after: equals)...])
    }
}
