import Events
import JSON
import Testing

/// The check itself can fail.
struct ShapeCheckTests {
    private static let shape = Shape.object([
        .required("id", .identifier, "."), .required("at", .instant, "."), .optional("day", .date, "."),
        .optional("count", .integer(0, 3), "."), .optional("share", .number(0, 1), "."),
        .optional("kind", .word(["a", "b"]), "."), .optional("list", .list(.boolean, countMax: 1), "."),
        .optional("map", .map(.text(charactersMax: 2)), "."),
    ])

    @Test(arguments: [
        (
            #"{"id":"x","at":"2026-01-02T03:04:05Z","day":"2026-01-02","count":3,"share":0.5,"kind":"a","list":[true],"map":{"k":"vv"}}"#,
            0
        ),
        (#"{"id":"a b","at":"2026-01-02","day":"2026-13-02","count":4}"#, 4),
        (#"{"at":"2026-01-02T03:04:05Z","kind":"c","list":[1,true],"map":{"k":"vvv"},"more":1}"#, 6),
        (#"[]"#, 1),
    ])
    func `differences are found`(json: String, count: Int) throws {
        #expect(ShapeCheck.flaws(try JSONValue(parsing: json), ShapeCheckTests.shape).count == count)
    }
}
