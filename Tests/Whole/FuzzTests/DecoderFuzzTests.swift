import Events
import Foundation
import JSON
import Testing

/// What strangers send is read or refused with a typed error; nothing crashes, hangs or is read as what it is not.
@Suite struct DecoderFuzzTests {
    private static let count = 10_000

    @Test
    func `ten thousand spoiled JSON texts are values or refusals, and a value is the same when it is written and read`()
        throws
    {
        var mutator = Mutator(seed: 20_261_128)
        let samples = try Catalogue.all.flatMap { try Self.samples(of: $0) }
        var outcomes = (values: 0, refusals: 0)
        for round in 0..<Self.count {
            let bytes = mutator.spoiled(samples[round % samples.count], others: samples)
            let value: JSONValue
            do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
                outcomes.refusals += 1
                #expect(!error.description.isEmpty)
                continue
            }
            outcomes.values += 1
            let written = try JSON.encode(value)
            #expect(try JSONValue(parsing: written) == value)
        }
        #expect(outcomes.values > 500 && outcomes.refusals > 500, "\(outcomes): one side was hardly tried")
    }

    @Test func `ten thousand spoiled events are read or refused with a place, and what is read can be written`() throws
    {
        var mutator = Mutator(seed: 7)
        var read = 0
        var refused = 0
        for event in Catalogue.all {
            let samples = try Self.samples(of: event)
            for round in 0..<(Self.count / Catalogue.all.count + 1) {
                let bytes = mutator.spoiled(samples[round % samples.count], others: samples)
                if try Self.isRead(event, bytes) { read += 1 } else { refused += 1 }
            }
        }
        #expect(read + refused >= Self.count)
        #expect(read > 200 && refused > 500, "read \(read), refused \(refused): one side was hardly tried")
    }

    private static func samples<E: Event>(of event: E.Type) throws -> [[UInt8]] {
        try event.samples.map { try JSON.encode($0) }
    }

    private static func isRead<E: Event>(_ event: E.Type, _ bytes: [UInt8]) throws -> Bool {
        let value: E
        do throws(JSONError) { value = try JSON.decode(E.self, from: bytes) } catch { return false }
        _ = try JSON.encode(value)
        return true
    }
}
