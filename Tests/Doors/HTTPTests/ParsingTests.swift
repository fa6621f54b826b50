import HTTP
import Testing

struct ParsingTests {
    @Test(arguments: [
        ("/", "/", []), ("/a?b=1&c=2", "/a", ["b=1", "c=2"]), ("/a?b=%26&b=+x", "/a", ["b=&", "b= x"]),
        ("/a?b", "/a", ["b="]), ("/a?", "/a", []), ("/a%2Fb", "/a%2Fb", []),
    ])
    func `a target is split before it is decoded`(raw: String, path: String, items: [String]) throws {
        let target = try #require(RequestTarget(raw))
        #expect(target.path == path)
        #expect(target.query.map { "\($0.name)=\($0.value)" } == items)
    }

    @Test(arguments: ["", "a", "http://evil/", "*", "/a b", "/a\u{0}", "/a#b", "/中", "/?x=%zz", "/?x=%00"])
    func `a target of another form is refused`(raw: String) {
        #expect(RequestTarget(raw) == nil)
    }

    @Test func `too many query items are refused`() {
        #expect(RequestTarget("/?" + String(repeating: "a=1&", count: 64)) != nil)
        #expect(RequestTarget("/?" + String(repeating: "a=1&", count: 65)) == nil)
    }

    @Test func `header names are compared without case and keep their order`() {
        var headers: Headers = ["Accept": "a", "X-B": "1"]
        headers.add("x-b", "2")
        #expect(headers["ACCEPT"] == "a")
        #expect(headers.all("X-b") == ["1", "2"])
        headers["x-B"] = "3"
        #expect(headers.all("X-B") == ["3"])
        headers["accept"] = nil
        #expect(headers.fields.map(\.name) == ["x-B"])
    }
}
