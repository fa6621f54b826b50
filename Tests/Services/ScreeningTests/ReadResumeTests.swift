import Domain
import Events
import Foundation
import JSON
import ScreeningCore
import Testing

@testable import screening

struct ReadResumeTests {
    private let lines = [
        "Zoe Example", "Work Experience", "Jan 2020 - Present, Acme, Senior Engineer",
        "Built billing services in Python and PostgreSQL for forty markets, on call for two years.",
        "Education", "B.Sc. in Computer Science, 2015", "Skills",
        "Python, PostgreSQL, Linux, teamwork and clear writing",
    ]
    private let criteria = JobCriteria(
        skills: [SkillCriterion("Python", isRequired: true)],
        education: EducationCriterion(.bachelor, isRequired: true),
        experience: ExperienceCriterion(yearsMin: 3, isRequired: true))

    private func outcome(_ resume: Resume) throws -> ScreeningOutcome {
        matchResume(resume, try Criteria(criteria), today: Month(year: 2026, month: 6)).outcome
    }

    private func refusal(_ bytes: [UInt8]) async -> ExtractionError? {
        do throws(ExtractionError) {
            _ = try await readResume(bytes)
            return nil
        } catch { return error }
    }

    @Test func `the same résumé passes as PDF, DOCX and plain text`() async throws {
        let text = lines.joined(separator: "\n")
        let document =
            "<w:document xmlns:w=\"w\">" + lines.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
            + "</w:document>"
        let files = [DocumentBuilder.pdf(lines), try await DocumentBuilder.docx(document), Array(text.utf8)]
        for file in files {
            let resume = try await readResume(file)
            #expect(try outcome(resume) == .pass, "\(resume.text.text)")
        }
    }

    @Test func `a JSON Resume is read by its fields, without the person`() async throws {
        let json = """
            {"basics":{"name":"Zoe Secret","email":"zoe@secret.example","summary":"Backend engineer who likes clear interfaces,
             small services and people who write things down before they build them."},
             "work":[{"name":"Acme","position":"Engineer","startDate":"2020-01","summary":"Billing in Python"}],
             "education":[{"institution":"MIT","studyType":"Bachelor","area":"CS"}],"skills":[{"name":"Python","keywords":["asyncio"]}]}
            """.replacing("\n", with: " ")
        let resume = try await readResume(Array(json.utf8))
        #expect(try outcome(resume) == .pass)
        #expect(!resume.text.text.contains("Secret") && !resume.text.text.contains("secret"))
        let result = matchResume(resume, try Criteria(criteria), today: Month(year: 2026, month: 6))
        #expect(result.findings[0].evidence?.slice(of: resume.text.text) == "Python")
    }

    @Test func `a scan asks for text recognition and is never turned down`() async throws {
        let resume = try await readResume(DocumentBuilder.pdf([]))
        #expect(resume.notes == [.needsOCR])
        #expect(try outcome(resume) == .review)
    }

    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D], ExtractionError.askForPDF), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], .askForPDF),
            (Array("{\\rtf1 hello}".utf8), .askForPDF), ([0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 3], .unsupportedType),
            (Array("%PDF-1.4 nothing more".utf8), .damaged), ([0x50, 0x4B, 0x03, 0x04, 0, 0], .damaged),
            (Array("{}".utf8), .unsupportedType),
        ] as [([UInt8], ExtractionError)])
    func `what is not read is refused by its bytes`(bytes: [UInt8], error: ExtractionError) async {
        #expect(await refusal(bytes) == error)
    }

    @Test func `a file beyond the bound is refused unread`() async {
        #expect(await refusal([UInt8](repeating: 0x41, count: Limits.resumeBytesMax + 1)) == .tooLarge)
    }

    @Test func `hidden words in a DOCX are left out and noted`() async throws {
        let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Kubernetes</w:t></w:r>"
        let white = "<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>Terraform</w:t></w:r>"
        let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>Ansible</w:t></w:r>"
        let file = try await DocumentBuilder.docx(
            "<w:document xmlns:w=\"w\"><w:p>\(hidden)\(white)\(shown)</w:p></w:document>")
        let resume = try await readResume(file)
        #expect(resume.text.text.contains("Ansible"))
        #expect(!resume.text.text.contains("Kubernetes") && !resume.text.text.contains("Terraform"))
        #expect(resume.notes == [.hiddenText])
    }

    @Test(arguments: [
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><d>&b;</d>",
        "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><d/>",
        String(repeating: "<d>", count: 300),
    ])
    func `XML that no résumé needs is refused`(xml: String) async throws {
        #expect(await refusal(try await DocumentBuilder.docx(xml)) == .unsafe)
    }

    @Test(arguments: ["<d>", "<d></e>", "<d>&nope;</d>", "<d a=b/>", "", "<d/><d/>", "text", "<d>\u{0}<</d>"])
    func `broken XML is refused`(xml: String) async throws {
        #expect(await refusal(try await DocumentBuilder.docx(xml)) == .damaged)
    }

    @Test func `an archive that would expand too far is refused before it is expanded`() async throws {
        let zeros = [UInt8](repeating: 0x20, count: 60 << 20)
        let start = ContinuousClock.now
        #expect(await refusal(try await DocumentBuilder.zip([("word/document.xml", zeros)])) == .unsafe)
        let many = (0...ZipDirectory.entryCountMax).map { ("e\($0)", [UInt8(1)]) }
        #expect(await refusal(try await DocumentBuilder.zip(many)) == .unsafe)
        #expect(start.duration(to: .now) < .seconds(30))
    }

    @Test func `an archive that lies about its sizes is stopped while it expands`() async throws {
        var bytes = try await DocumentBuilder.zip([("word/document.xml", [UInt8](repeating: 0x20, count: 60 << 20))])
        // The declared size in the table of contents: make it small.
        let entry = try #require(bytes.indices.last { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) })
        bytes.replaceSubrange((entry + 24)..<(entry + 28), with: [0x10, 0, 0, 0])
        let error = await refusal(bytes)
        #expect(error == .unsafe || error == .damaged, "\(String(describing: error))")
    }

    @Test func `names in an archive are never used as paths`() async throws {
        var bytes = try await DocumentBuilder.zip([
            ("word/document.xml", Array(DocumentBuilder.word("hello").utf8)), ("AAAA/BBBBBBB", [1]),
        ])
        for index in bytes.indices.dropLast(12) where bytes[index...].starts(with: Array("AAAA/BBBBBBB".utf8)) {
            bytes.replaceSubrange(index..<(index + 12), with: Array("../../../x/y".utf8))
        }
        #expect(try await readResume(bytes).text.text == "hello\n")
    }
}
