import Domain
import Events
import Foundation
import Testing

@testable import ScreeningCore

/// How well the rules read labelled résumés that others published; optional, since the data are not ours to ship.
struct AccuracyTests {
    static let folder: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appending(path: "shared/data/resumes").path
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }()

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(try #require(Self.folder))/\(name)", encoding: .utf8)
    }

    @Test(.enabled(if: folder != nil, "../shared/data is not here"))
    func `Chinese degrees are found with their level`() throws {
        var (labels, found, rightLevel, mentions, wrong) = (0, 0, 0, 0, 0)
        for sentence in try text("zh_resume_ner.bmes").replacing("\r", with: "").split(separator: "\n\n") {
            let rows = sentence.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count == 2 }
            let text = FoldedText(rows.map { String($0[0]) }.joined())
            let isDegree = rows.map { $0[1].hasSuffix("-EDU") }
            guard text.count == rows.count else { continue }
            let hits = findEducation(in: text, sections: [])
            for hit in hits {
                mentions += 1
                if !hit.range.contains(where: { isDegree[$0] }) { wrong += 1 }
            }
            for (range, label) in labelled(rows) {
                guard let level = level(of: label) else { continue }
                labels += 1
                let hit = hits.filter { $0.range.overlaps(range) }.max { $0.level < $1.level }
                if hit != nil { found += 1 }
                if hit?.level == level { rightLevel += 1 }
            }
        }
        print(
            "Chinese degrees: \(found)/\(labels) found, \(rightLevel) at the right level; \(wrong)/\(mentions) beside a label"
        )
        #expect(Double(found) / Double(labels) > 0.95 && Double(rightLevel) / Double(labels) > 0.93)
        #expect(Double(wrong) / Double(mentions) < 0.1)
    }

    private func labelled(_ rows: [[Substring]]) -> [(Range<Int>, String)] {
        var found: [(Range<Int>, String)] = []
        var start: Int?
        for (index, row) in rows.enumerated() {
            if row[1] == "B-EDU" || row[1] == "S-EDU" { start = index }
            if row[1] == "E-EDU" || row[1] == "S-EDU", let from = start {
                found.append((from..<(index + 1), rows[from...index].map { String($0[0]) }.joined()))
                start = nil
            }
        }
        return found
    }

    /// The level by the label's own words; nil where the label is no degree of the five.
    private func level(of label: String) -> EducationLevel? {
        let table: [(String, EducationLevel)] = [
            ("博士", .doctor), ("硕士", .master), ("研究生", .master), ("MBA", .master), ("本科", .bachelor), ("学士", .bachelor),
            ("大学学历", .bachelor), ("大学文化", .bachelor), ("大专", .associate), ("专科", .associate), ("高中", .secondary),
            ("中专", .secondary),
        ]
        return table.first { label.contains($0.0) }?.1
    }

    @Test(.enabled(if: folder != nil, "../shared/data is not here"))
    func `English degrees and years are found where people marked them`() throws {
        var (degrees, degreesFound, years, yearsFound) = (0, 0, 0, 0)
        for line in try text("ner_dataturks.jsonl").split(separator: "\n") {
            let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let text = FoldedText(try #require(object["content"] as? String))
            let hits = findEducation(in: text, sections: ResumeSection.find(in: text)).map(\.range)
            let stated = findStatedYears(in: text).map(\.range)
            for label in try #require(object["annotation"] as? [[String: Any]]) {
                guard let words = label["text"] as? String, let start = label["start"] as? Int else { continue }
                let range = start..<(start + words.unicodeScalars.count)
                if label["label"] as? String == "Degree", isDegree(words) {
                    degrees += 1
                    if hits.contains(where: { $0.overlaps(range) }) { degreesFound += 1 }
                } else if label["label"] as? String == "Years of Experience", words.lowercased().contains("y"),
                    start > 0, text.folded[start - 1] != "("
                {
                    // A number in parentheses is that of one skill and not of the whole course.
                    years += 1
                    if stated.contains(where: { $0.overlaps(range) }) { yearsFound += 1 }
                }
            }
        }
        print("English degrees: \(degreesFound)/\(degrees) found; stated years: \(yearsFound)/\(years) found")
        #expect(Double(degreesFound) / Double(degrees) > 0.85)
        #expect(Double(yearsFound) / Double(years) > 0.75)
    }

    /// Labels that name a degree, and not an examination board or a subject.
    private func isDegree(_ words: String) -> Bool {
        let lower = words.lowercased()
        return [
            "bachelor", "master", "b.e", "b.tech", "btech", "b.sc", "bsc", "m.tech", "m.s", "mba", "mca", "b.com",
            "diploma in", "hsc",
        ]
        .contains { lower.contains($0) }
    }
}
