import Foundation
import HTTP
import Testing

struct OpenAPITests {
    @Test func `the API document says what the routes are`() throws {
        let routes = [
            Route(
                .post, "/v1/jobs/{jobID}/applications",
                RouteDocumentation(
                    "Apply for a job.", tag: "applications", roles: ["ats"],
                    fields: [.init("Idempotency-Key", in: .header, "Makes a repeat harmless.", isRequired: true)],
                    request: .json(.named("Application")),
                    answers: [.init(.accepted, "Recorded.", .json(.object([.init("id", .string(), "Its number.")])))])
            ) { _ in Response(.accepted) },
            Route(.get, "/v1/status", .plain) { _ in Response(.ok) },
        ]
        let openAPI = OpenAPI(
            title: "Colloquy", version: "1", summary: "From application to contract.",
            components: ["Application": .object([.init("name", .string(), "Who applies.")])])
        let text = try openAPI.text(of: routes)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        let operation = try #require(paths["/v1/jobs/{jobID}/applications"]?["post"])
        let parameters = try #require(operation["parameters"] as? [[String: Any]])
        #expect(parameters.map { $0["name"] as? String } == ["jobID", "Idempotency-Key"])
        #expect((operation["security"] as? [[String: [String]]]) == [["bearer": ["ats"]]])
        #expect(
            (operation["responses"] as? [String: Any])?.keys.sorted()
                == ["202", "400", "401", "403", "404", "413", "414", "415", "422", "429", "431", "500", "503"])
        #expect(operation["operationId"] as? String == "postV1JobsByJobIDApplications")
        #expect((paths["/v1/status"]?["get"]?["security"] as? [Any])?.isEmpty == true)
        let components = try #require(document["components"] as? [String: [String: Any]])
        #expect(components["schemas"]?.keys.sorted() == ["Application", "Problem"])
        #expect(text == (try openAPI.text(of: routes)), "the same routes give the same bytes")
    }
}
