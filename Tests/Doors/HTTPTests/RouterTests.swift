import Foundation
import HTTP
import Synchronization
import Testing

struct RouterTests {
    struct Oops: Error {}

    static let echo: @Sendable (Request) async throws -> Response = { request in
        .text(request.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","))
    }

    let router = Router([
        Route(.get, "/", .plain, respond: echo),
        Route(.get, "/v1/jobs", .plain, respond: echo),
        Route(.post, "/v1/jobs", .plain, respond: echo),
        Route(.get, "/v1/jobs/{jobID}", .plain, respond: echo),
        Route(.get, "/v1/jobs/mine", .plain) { _ in .text("mine") },
        Route(.delete, "/v1/jobs/{jobID}/drafts/{draftID}", .plain, respond: echo),
        Route(.options, "/v1/uploads", .plain) { _ in Response(.noContent, headers: ["Tus-Version": "1.0.0"]) },
    ])

    @Test(arguments: [
        (Method.get, "/", 200, "" as String?), (.get, "/v1/jobs", 200, ""), (.get, "/v1/jobs/7", 200, "jobID=7"),
        (.get, "/v1/jobs/mine", 200, "mine"), (.get, "/v1/jobs/a%20b%E4%B8%AD", 200, "jobID=a b中"),
        (.get, "/v1/jobs?x=1", 200, ""), (.delete, "/v1/jobs/1/drafts/2", 200, "draftID=2,jobID=1"),
        (.get, "/v1/jobs/", 404, nil), (.get, "/v1//jobs", 404, nil), (.get, "/nothing", 404, nil),
        (.get, "/v1/jobs/..", 404, nil), (.get, "/v1/jobs/%2e%2e", 404, nil), (.get, "/v1/jobs/a%2Fb", 404, nil),
        (.get, "/v1/jobs/a%5Cb", 404, nil), (.get, "/v1/jobs/a%00b", 404, nil), (.get, "/v1/jobs/%ff", 404, nil),
        (.get, "/v1/jobs/%zz", 404, nil), (.put, "/v1/jobs", 405, nil), (.post, "/v1/jobs/7", 405, nil),
        (.options, "/v1/jobs", 204, ""), (.options, "/v1/uploads", 204, ""), (.head, "/v1/jobs/7", 200, "jobID=7"),
    ])
    func `a method and a path lead to one route or to a refusal`(
        method: Method, target: String, status: Int, text: String?
    ) async throws {
        let response = await router.respond(to: try #require(Request(method, target)))
        #expect(response.status.code == status)
        if let text { #expect(String(decoding: try await response.collected(), as: UTF8.self) == text) }
    }

    @Test func `a path that exists names the methods it allows`() async throws {
        let refused = await router.respond(to: try #require(Request(.put, "/v1/jobs")))
        #expect(refused.headers["allow"] == "GET, HEAD, POST, OPTIONS")
        let asked = await router.respond(to: try #require(Request(.options, "/v1/jobs")))
        #expect(asked.headers["Allow"] == "GET, HEAD, POST, OPTIONS")
        let own = await router.respond(to: try #require(Request(.options, "/v1/uploads")))
        #expect(own.headers["Tus-Version"] == "1.0.0")
    }

    @Test func `a path parameter that fits no value of the business is not found`() async throws {
        let router = Router([
            Route(.get, "/{number}", .plain) { .text("\(try $0.parameter("number", { Int($0) }) + 1)") }
        ])
        #expect(await router.respond(to: try #require(Request(.get, "/41"))).status == .ok)
        #expect(await router.respond(to: try #require(Request(.get, "/forty"))).status == .notFound)
    }

    @Test func `an error that is no problem gives 500, tells the hook and tells the caller nothing`() async throws {
        let heard = Mutex<[String]>([])
        let router = Router(
            [Route(.get, "/fail/{id}", .plain) { _ in throw Oops() }],
            onError: { error, route in heard.withLock { $0.append("\(type(of: error)) \(route)") } })
        let response = await router.respond(to: try #require(Request(.get, "/fail/7")))
        let problem = try JSONDecoder().decode(Problem.self, from: Data(try await response.collected()))
        #expect(response.status.code == 500)
        #expect(response.headers["content-type"] == "application/problem+json")
        #expect(problem.code == "internal-error")
        #expect(problem.detail?.contains("Oops") == false)
        #expect(heard.withLock { $0 } == ["Oops /fail/{id}"])
    }

    @Test func `a problem is answered as it was thrown`() async throws {
        let router = Router([
            Route(.get, "/", .plain) { _ in
                throw Problem(.conflict, code: "already-decided", detail: "Reload.", headers: ["Retry-After": "3"])
            }
        ])
        let response = await router.respond(to: try #require(Request(.get, "/")))
        let text = String(decoding: try await response.collected(), as: UTF8.self)
        #expect(
            text
                == #"{"code":"already-decided","detail":"Reload.","status":409,"title":"Conflict","type":"about:blank"}"#
        )
        #expect(response.headers["retry-after"] == "3")
    }

    @Test(arguments: ["a\r\nSet-Cookie: x=1", "a\nb", "a\u{0}b", "a\u{7f}"])
    func `a header that would break out of its line is never sent`(value: String) async throws {
        let heard = Mutex(0)
        let router = Router(
            [Route(.get, "/", .plain) { _ in Response(.ok, headers: ["Location": value]) }],
            onError: { _, _ in heard.withLock { $0 += 1 } })
        let response = await router.respond(to: try #require(Request(.get, "/")))
        #expect(response.status.code == 500)
        #expect(response.headers["location"] == nil)
        #expect(heard.withLock { $0 } == 1)
    }

    @Test func `careful headers are the default and a route may choose others`() async throws {
        let router = Router([
            Route(.get, "/a", .plain) { _ in .text("a") },
            Route(.get, "/b", .plain) { _ in .text("b").with("Cache-Control", "max-age=60") },
        ])
        let a = await router.respond(to: try #require(Request(.get, "/a")))
        #expect(a.headers["x-content-type-options"] == "nosniff")
        #expect(a.headers["cache-control"] == "no-store")
        #expect(a.headers["referrer-policy"] == "no-referrer")
        let b = await router.respond(to: try #require(Request(.get, "/b")))
        #expect(b.headers.all("Cache-Control") == ["max-age=60"])
    }

    @Test func `who may not enter never reaches the route`() async throws {
        let reached = Mutex(0)
        let router = Router(
            [
                Route(.get, "/hr", RouteDocumentation("HR", tag: "hr", roles: ["hr"], answers: [])) { request in
                    reached.withLock { $0 += 1 }
                    return .text(request.principal(as: String.self) ?? "nobody")
                }
            ],
            admit: { request, route in
                guard route.documentation.roles.isEmpty || request.headers["authorization"] == "Bearer key" else {
                    throw Problem(.unauthorized, code: "key-missing", headers: ["WWW-Authenticate": "Bearer"])
                }
                return "anna"
            })
        #expect(await router.respond(to: try #require(Request(.get, "/hr"))).status == .unauthorized)
        #expect(reached.withLock { $0 } == 0)
        let response = await router.respond(
            to: try #require(Request(.get, "/hr", headers: ["Authorization": "Bearer key"])))
        #expect(try await response.collected() == Array("anna".utf8))
    }

    @Test func `a download keeps its Chinese name and no quote escapes from it`() {
        let response = Response.bytes([], type: "application/pdf").savedAs("劳动合同\"\r\n.pdf")
        #expect(
            response.headers["content-disposition"]
                == "attachment; filename=\"_______.pdf\"; filename*=UTF-8''%E5%8A%B3%E5%8A%A8%E5%90%88%E5%90%8C%22%0D%0A.pdf"
        )
        #expect(response.headers.unsendable == nil)
    }
}
