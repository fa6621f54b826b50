import Documents
import FoundationEssentials
import Glibc
import Sandbox
import Testing

let tools = DocumentTools()

let sample = """
    <!doctype html><html lang="zh"><head><meta charset="utf-8"><title>报告</title>
    <style>@page { size: A4; margin: 2cm } body { margin: 0; font-family: "Noto Sans CJK SC", "DejaVu Sans" }
    #seal { width: 4cm; height: 4cm; margin-left: 6cm }</style></head><body>
    <h1>候选人综合评估报告</h1><p>沟通能力：优秀，85 分；𠮷野家与龘靐。</p>
    <p>The candidate led a team of 5 — “cut cost by 20 %”.</p><div id="seal"></div></body></html>
    """

/// The words without the white space, which layout changes.
func words(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace })
}

@Suite struct PDFTests {
    @Test func `every word of the HTML can be read back, Chinese and English`() async throws {
        let rendered = try await PDF.render(html: sample, with: tools)
        let text = try await rendered.pdf.text(with: tools)
        #expect(
            words(text)
                == words(
                    """
                    候选人综合评估报告 沟通能力：优秀，85 分；𠮷野家与龘靐。
                    The candidate led a team of 5 — “cut cost by 20 %”.
                    """))
        #expect(rendered.pageCount == 1)
    }

    @Test func `says where a marked element lies, in points from below`() async throws {
        let place = try #require(try await PDF.render(html: sample, with: tools).places["seal"])
        let centimetre = 72 / 2.54
        #expect(place.page == 0)
        #expect(abs(place.left - 8 * centimetre) < 1)
        #expect(abs(place.right - place.left - 4 * centimetre) < 1)
        #expect(place.bottom > 10 * centimetre && place.top < 27 * centimetre)
    }

    @Test func `the same HTML gives the same bytes`() async throws {
        let first = try await PDF.render(html: sample, with: tools).pdf
        let second = try await PDF.render(html: sample, with: tools).pdf
        #expect(first == second)
    }

    @Test(arguments: ["file:///etc/passwd", "http://127.0.0.1:1/x.png", "/etc/hostname"])
    func `a picture from outside is not fetched`(address: String) async throws {
        let html = "<p>before</p><img src='\(address)' alt='unseen'><p>after</p><iframe src='\(address)'></iframe>"
        let text = try await PDF.render(html: html, with: tools).pdf.text(with: tools)
        #expect(!text.contains("root:"))
        #expect(text.contains("before") && text.contains("after"))
    }

    @Test func `a machine that is too slow is told from a document that takes too much`() async {
        var hasty = tools
        hasty.limits.wallClockSecondsMax = 0.1
        await #expect(throws: DocumentError.machine(.stalled)) { try await PDF.render(html: sample, with: hasty) }
        var small = tools
        small.limits.standardOutputBytesMax = 100
        await #expect(throws: DocumentError.tooLarge) { try await PDF.render(html: sample, with: small) }
    }

    @Test func `missing tools are told from hopeless input`() async {
        let nowhere = DocumentTools(python: "/nowhere/bin/python")
        await #expect(throws: DocumentError.toolMissing("/nowhere/bin/python")) {
            try await PDF.render(html: sample, with: nowhere)
        }
        await #expect(throws: DocumentError.refused) { try await PDF(bytes: [1, 2, 3]).text(with: tools) }
    }
}
