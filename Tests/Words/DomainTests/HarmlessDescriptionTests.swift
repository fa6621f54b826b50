import Domain
import Foundation
import Testing

struct HarmlessDescriptionTests {
    private static let secret = "Ann Example 13812345678"

    private struct Described: Error, CustomStringConvertible {
        var description: String { "it does not fit" }
    }

    private struct Undescribed: Error {
        let text: String
    }

    private enum Cases: Error {
        case plain
        case failed(tail: String)
        case broken(String)
    }

    private static func decodingError() -> any Error {
        do {
            _ = try JSONDecoder().decode([Language].self, from: Data("[\"\(secret)\"]".utf8))
            return Described()
        } catch { return error }
    }

    @Test func `an error that describes itself is told as it says`() {
        #expect(harmlessDescription(of: Described()) == "it does not fit")
        #expect(harmlessDescription(of: Refusal("code", "sentence")) == "code: sentence")
    }

    @Test(arguments: [
        (Undescribed(text: secret) as any Error, "Undescribed"), (Cases.plain, "Cases.plain"),
        (Cases.failed(tail: secret), "Cases.failed"), (Cases.broken(secret), "Cases.broken"),
        (decodingError(), "DecodingError.dataCorrupted"),
        (CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: secret]), "CocoaError"),
        (NSError(domain: secret, code: 1, userInfo: ["x": secret]), "NSError"),
        (CancellationError(), "CancellationError"),
    ])
    func `of any other error its kind is told`(error: any Error, expected: String) {
        #expect(harmlessDescription(of: error) == expected)
    }
}
