import Domain
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// Files of pages: found, kept for good, sent small.
struct AssetTests {
    @Test func `every script and style that a page names is there`() async throws {
        try await CandidateDoorTests.open { _, port in
            let browser = Browser(port: port)
            var pages = [try await browser.open("/i")]
            pages.append(try await browser.send("/i/session", [("link", try CandidateDoorTests.link())]))
            pages.append(try await browser.open("/i/status"))
            for page in pages {
                let named = page.text.matches(of: /(?:src|href)="(\/assets\/[^"]+)"/).map { String($0.1) }
                #expect(named.count >= 2, "\(page.name)")
                for path in named {
                    let file = try await browser.open(path)
                    #expect(file.status == 200, "\(page.name) names \(path)")
                    #expect(file.header("Cache-Control") == "public, max-age=31536000, immutable")
                }
            }
        }
    }

    @Test func `a script imports what is there`() throws {
        for (name, file) in Assets.files where name.hasSuffix(".js") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            for match in text.matches(of: /(?:from|import) ?\(?"\.\/([^"]+)"/) {
                #expect(Assets.files[String(match.1)] != nil, "\(name) imports \(match.1)")
            }
        }
    }

    @Test func `no text of a script reaches over several lines, since indentation is not sent`() {
        for (name, file) in Assets.files where name.hasSuffix(".js") {
            for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
                #expect(line.count { $0 == "`" } % 2 == 0 && !line.hasPrefix(" "), "\(name): \(line)")
            }
        }
    }

    @Test func `all scripts of the door together stay below 60 KB`() {
        let scripts = Assets.files.filter { $0.key.hasSuffix(".js") }
        #expect(scripts.reduce(0) { $0 + $1.value.bytes.count } <= 60 * 1024)
    }

    @Test func `the first page is light`() async throws {
        try await CandidateDoorTests.open { _, port in
            let browser = Browser(port: port)
            let enter = try await browser.open("/i")
            let page = try await browser.send("/i/session", [("link", try CandidateDoorTests.link())])
            var paths = Set<String>()
            for text in [enter.text, page.text] {
                paths.formUnion(text.matches(of: /(?:src|href)="(\/assets\/[^"]+)"/).map { String($0.1) })
            }
            var bytes = enter.bytes.count + page.bytes.count
            for path in paths {
                bytes += try await browser.open(path, headers: ["Accept-Encoding": "gzip"]).bytes.count
            }
            #expect(bytes <= 50 * 1024, "first page in all, compressed")
            #expect(paths.count <= 4)
        }
    }

    @Test func `a file is sent coded to who takes that, and not at all to who has it`() async throws {
        let router = try await House().router
        let anyone = Caller(router: router, token: nil)
        let path = "/assets/\(Assets.version)/candidate.css"
        let plain = try await anyone.get(path)
        let coded = try await anyone.call(.get, path, headers: ["Accept-Encoding": "br, gzip"])
        #expect(plain.headers["Content-Encoding"] == nil && coded.headers["Content-Encoding"] == "gzip")
        #expect(coded.bytes.count < plain.bytes.count / 2 && coded.headers["Vary"] == "Accept-Encoding")
        #expect(plain.headers["ETag"] != coded.headers["ETag"])
        for (field, answer) in [("Accept-Encoding", plain), ("Accept-Encoding", coded)] {
            let accept = answer.headers["Content-Encoding"] ?? "identity"
            let again = try await anyone.call(
                .get, path, headers: [field: accept, "If-None-Match": answer.headers["ETag"] ?? ""])
            #expect(again.status == 304 && again.bytes.isEmpty)
        }
        let old = try await anyone.get("/assets/of-another-build/candidate.css")
        #expect(old.status == 200 && old.headers["Cache-Control"] == "no-cache", "what another build had is not kept")
        #expect(try await anyone.get("/assets/\(Assets.version)/nothing.css").status == 404)
    }

    @Test(arguments: [
        ("gzip", true), ("gzip, br", true), ("br;q=1.0, gzip;q=0.8", true), ("*", true), ("GZIP", true),
        ("gzip;q=0", false), ("gzip; q=0.0", false), ("identity", false), ("", false), ("xgzip", false),
    ])
    func `whether a reader takes gzip is read from what it says`(_ field: String, _ takes: Bool) {
        #expect(StaticFile.acceptsGzip(field) == takes)
    }
}
