import Events
import JSON
import Testing

/// Every event of the catalogue against its own schema.
struct CatalogueTests {
    static let types = Catalogue.all.map { $0.schema.type }

    private func event(_ type: String) throws -> any Event.Type {
        try #require(Catalogue.all.first { $0.schema.type == type })
    }

    private func values<E: Event>(_ event: E.Type) throws -> [JSONValue] {
        try event.samples.map { try JSONValue(parsing: JSON.encode($0)) }
    }

    @Test(arguments: types)
    func `every sample matches its schema`(type: String) throws {
        let event = try event(type)
        for value in try values(event) { #expect(ShapeCheck.flaws(value, .object(event.schema.fields)) == []) }
    }

    @Test(arguments: types)
    func `every sample decodes back to the same bytes, also with fields we do not know`(type: String) throws {
        func check<E: Event>(_ event: E.Type) throws {
            for sample in event.samples {
                let bytes = try JSON.encode(sample)
                let again = try JSON.decode(E.self, from: bytes)
                #expect(try JSON.encode(again) == bytes)
                #expect(again.key == sample.key && !sample.key.isEmpty)
                let later = try JSONValue(parsing: bytes).object ?? []
                let extended = try JSON.encode(JSONValue.object([.init("addedLater", ["x": 1])] + later))
                #expect(try JSON.encode(JSON.decode(E.self, from: extended)) == bytes)
            }
        }
        try check(event(type))
    }

    @Test(arguments: types)
    func `a required field may not be left out, an optional one may`(type: String) throws {
        func check<E: Event>(_ event: E.Type) throws {
            let value = try #require(try values(event).first?.object)
            for field in event.schema.fields {
                let rest = JSONValue.object(value.filter { $0.key != field.name })
                let bytes = try JSON.encode(rest)
                if field.isRequired {
                    #expect(throws: JSONError.self, "\(field.name)") { try JSON.decode(E.self, from: bytes) }
                } else {
                    #expect(throws: Never.self, "\(field.name)") { try JSON.decode(E.self, from: bytes) }
                }
            }
        }
        try check(event(type))
    }

    @Test(arguments: types)
    func `the samples show every field, and the event without its optional ones`(type: String) throws {
        let event = try event(type)
        let values = try values(event)
        let shown = Set(values.flatMap { $0.object?.map(\.key) ?? [] })
        #expect(Set(event.schema.fields.map(\.name)).subtracting(shown) == [])
        let optional = event.schema.fields.filter { !$0.isRequired }.map(\.name)
        #expect(optional.isEmpty || values.contains { value in optional.allSatisfy { value[$0] == nil } })
    }

    @Test func `names are kebab-case, said once, and summaries are sentences`() {
        #expect(Set(CatalogueTests.types).count == Catalogue.all.count)
        for event in Catalogue.all {
            let schema = event.schema
            #expect(
                schema.name.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (97...122).contains($0) }, "\(schema.name)")
            #expect(schema.summary.hasSuffix("."), "\(schema.name)")
            #expect(Topic.all.contains(schema.topic), "\(schema.name)")
            #expect(Set(schema.fields.map(\.name)).count == schema.fields.count)
            let words = schema.fields.filter { !$0.summary.hasSuffix(".") }.map(\.name)
            #expect(words == [], "\(schema.name)")
        }
    }

    @Test func `a topic has one owner, whose name it bears`() {
        for topic in Topic.all {
            #expect(topic.name.hasSuffix(".v1"))
            if let owner = topic.owner { #expect(topic.name.hasPrefix("\(owner).")) }
        }
        #expect(Topic.all.filter(\.isPersonal).map(\.name) == ["ats.applications.v1"])
        #expect(Topic.deadLetters(of: "scoring").name == "scoring.dead-letters.v1")
    }
}
