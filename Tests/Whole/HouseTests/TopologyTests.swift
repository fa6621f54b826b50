import Events
import Flow
import Foundation
import Kernel
import Testing
import Topology

struct TopologyTests {
    @Test func `every event is emitted by its topic's owner, and heard or public`() {
        #expect(ServiceMap.colloquy.flaws == [])
    }

    @Test func `one reader of each topic answers for what has no place there`() {
        for topic in Topic.all {
            let readers = ServiceMap.colloquy.services.filter { service in
                service.heard.contains { $0.schema.topic == topic }
            }
            #expect(readers.contains { $0.name == topic.intake }, "\(topic.name): \(topic.intake ?? "nobody") answers")
        }
    }

    @Test(arguments: ServiceMap.colloquy.services.map(\.name))
    func `a table reacts to a type on the topic of the catalogue alone, and to nothing else by a record`(
        name: String
    ) throws {
        let service = try #require(ServiceMap.colloquy.services.first { $0.name == name })
        let reactor = Reactor(service: name, reactions: service.reactions)
        for topic in Topic.all {
            let routes = reactor.routes(from: topic)
            for row in service.reactions {
                var home: Topic?
                if case .event(let event) = row.trigger { home = event.schema.topic }
                #expect((routes.route(row.name) != nil) == (home == topic), "\(row.name) on \(topic.name)")
            }
        }
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
