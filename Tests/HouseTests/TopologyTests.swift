import Events
import Foundation
import Testing
import Topology

struct TopologyTests {
    @Test func `every event is emitted by its topic's owner, and heard or public`() {
        #expect(ServiceMap.colloquy.flaws == [])
    }

    @Test func `a house with a gap is found out`() {
        let owners = Set(Topic.all.compactMap(\.owner))
        let flaws = ServiceMap(owners.map { MappedService($0, []) }).flaws
        #expect(flaws.contains("interview-scored is emitted by nobody"))
        #expect(flaws.contains { $0.hasPrefix("interview-scored is heard by nobody") })
    }

    @Test func `schemas, the AsyncAPI document and the picture of the flow are as the code says`() throws {
        let files = try GeneratedFile.all(.colloquy)
        for file in files {
            let isCurrent = Checkout.text(file.path) == file.text
            #expect(isCurrent, "\(file.path) is out of date: run `make schemas`")
        }
        let known = Set(files.map(\.path))
        let left = Checkout.files(under: "Schemas").filter { !known.contains($0) && !$0.hasSuffix(".md") }
        #expect(left == [], "nobody emits these any more; a released schema is never removed")
    }
}
