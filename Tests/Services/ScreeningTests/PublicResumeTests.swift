import Domain
import Foundation
import ScreeningCore
import Testing

@testable import screening

/// Real résumés as files; optional, since they are not ours to ship.
struct PublicResumeTests {
    static let files: [String] = {
        guard let folder = AccuracyTests.folder else { return [] }
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return found.filter {
            ["pdf", "docx", "json", "txt", "tex"].contains(($0 as NSString).pathExtension)
                && !$0.hasSuffix("jd_skills.json")
        }
        .map { "\(folder)/\($0)" }
    }()

    @Test(.enabled(if: !files.isEmpty, "../shared/data is not here"))
    func `real résumés are read, quickly and with their sections`() async throws {
        var (read, sectioned) = (0, 0)
        var slowest = Duration.zero
        let start = ContinuousClock.now
        for path in Self.files {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let began = ContinuousClock.now
            do throws(ExtractionError) {
                let resume = try await readResume(bytes)
                if resume.isReadable { read += 1 } else { print("unreadable:", path) }
                if Set(resume.sections.map(\.kind)).count >= 3 { sectioned += 1 }
            } catch { print("refused:", path, error) }
            slowest = max(slowest, began.duration(to: .now))
        }
        let each = start.duration(to: .now) / Self.files.count
        print(
            "public résumés: \(read)/\(Self.files.count) read, \(sectioned) with sections, \(each) each, slowest \(slowest)"
        )
        #expect(Double(read) / Double(Self.files.count) > 0.97)
        #expect(Double(sectioned) / Double(Self.files.count) > 0.75)
    }
}
