import Events
import JSON
import Testing

struct ResumeFormTests {
    private typealias Resume = ApplicationReceived.Resume
    private static let file = ApplicationReceived.Attachment(
        fileName: "a.pdf", mediaType: "application/pdf", base64: "JVBERi0=")

    @Test func `a résumé has the one form in which it came, and none when it came in none or in two`() {
        let cases: [(Resume, Resume.Form?)] = [
            (Resume(json: ["basics": [:]]), .json(["basics": [:]])),
            (Resume(attachment: Self.file), .attachment(Self.file)),
            (Resume(text: "Swift since 2014."), .text("Swift since 2014.")),
            (Resume(reference: "https://cv.example/1"), .reference("https://cv.example/1")), (Resume(), nil),
            (Resume(json: [:], text: "x"), nil),
            (Resume(attachment: Self.file, reference: "https://cv.example/1"), nil),
            (Resume(json: [:], attachment: Self.file, text: "x", reference: "https://cv.example/1"), nil),
        ]
        for (resume, form) in cases { #expect(resume.form == form) }
    }
}
