import HTTP
import Testing

/// Forms with files, as browsers send them.
struct MultipartTests {
    private static func body(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    @Test func `fields and files come apart, with bytes as they are`() throws {
        let file: [UInt8] = [0, 13, 10, 45, 45, 120, 121, 255]
        let body =
            Self.body("--edge\nContent-Disposition: form-data; name=\"key\"\n\nk1\n--edge\n")
            + Self.body("Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\nContent-Type: a/b\n\n")
            + file + Self.body("\n--edge--\n")
        let parts = try #require(Multipart.parts(of: body, boundary: "edge"))
        #expect(parts.map(\.name) == ["key", "file"])
        #expect(parts.map(\.fileName) == [nil, "a.pdf"])
        #expect(parts.map(\.bytes) == [Array("k1".utf8), file])
    }

    @Test(arguments: [
        "", "--x", "--x--", "x", "--x\nno head\n--x--", "--x\nContent-Disposition: form-data\n\na\n--x--",
        "--x\nContent-Disposition: form-data; name=\"a\"\n\na",
        "--x\nContent-Disposition: form-data; name=\"a\"\n\na\n--xx--",
    ])
    func `what is no such form is told, whatever it is`(text: String) {
        let parts = Multipart.parts(of: Self.body(text), boundary: "x")
        #expect(parts == nil || parts == [])
    }

    @Test func `an empty file is a file, and too many parts are no form`() throws {
        let one = "--x\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\n\n\n"
        let parts = try #require(Multipart.parts(of: Self.body(one + "--x--\n"), boundary: "x"))
        #expect(parts.map(\.bytes) == [[]])
        let many = String(repeating: one, count: Multipart.partCountMax + 1) + "--x--\n"
        #expect(Multipart.parts(of: Self.body(many), boundary: "x") == nil)
    }
}
