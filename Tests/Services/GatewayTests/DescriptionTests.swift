import Foundation
import HTTP
import Testing

@testable import gateway

struct DescriptionTests {
    /// Written anew by `COLLOQUY_WRITE_SCHEMAS=1 swift test --filter DescriptionTests`.
    @Test func `the checked-in description is that of the routes`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "docs/openapi.json")
        let text = try await House().gateway.openAPI()
        if ProcessInfo.processInfo.environment["COLLOQUY_WRITE_SCHEMAS"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == text)
    }
}
