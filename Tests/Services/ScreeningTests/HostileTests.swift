import Domain
import Flow
import Foundation
import ScreeningCore
import Testing

@testable import screening

/// Malformed files collected from the issue lists of other readers; optional, since they are not ours to ship.
struct HostileTests {
    static let files: [String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appending(path: "shared/data/hostile").path
        guard let found = FileManager.default.enumerator(atPath: folder) else { return [] }
        return found.compactMap { $0 as? String }.filter { $0.contains(".") && !$0.hasPrefix("video") }.map {
            "\(folder)/\($0)"
        }
    }()

    @Test(.enabled(if: !files.isEmpty, "../shared/data is not here"))
    func `a hostile file gives text or a typed refusal, and quickly`() async throws {
        var outcomes: [String: Int] = [:]
        for path in Self.files {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let start = ContinuousClock.now
            let outcome: String
            do throws(ExtractionError) {
                let resume = try await readResume(bytes)
                outcome = resume.isReadable ? "text" : "unreadable text"
            } catch {
                #expect(error.failure.kind == .input, "\(path): \(error)")
                outcome = "\(error)"
            }
            #expect(start.duration(to: .now) < .seconds(25), "\(path)")
            outcomes[outcome, default: 0] += 1
            if ProcessInfo.processInfo.environment["SHOW"] != nil {
                print(outcome, (path as NSString).lastPathComponent)
            }
        }
        print("hostile files: \(outcomes.sorted { $0.key < $1.key })")
    }
}
