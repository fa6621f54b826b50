import Domain
import Flow
import Kernel

@testable import Host

/// The broker: logs by topic and partition, and the positions that groups committed. It loses nothing it acknowledged.
final class SimulatedTopics {
    struct Place: Hashable, Comparable {
        let topic: String
        let partition: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.topic, left.partition) < (right.topic, right.partition)
        }
    }

    struct Record {
        let key: String
        let value: [UInt8]
        let headers: [Header]

        func header(_ name: String) -> String? {
            headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
    }

    static let partitionCount = 4

    /// The log of each place, by the number that the place got when it was first named: looking up numbers is quick.
    private var records: [[Record]] = []
    private var numbers: [Place: Int] = [:]
    /// By group and place.
    var committed: [String: [Place: Int]] = [:]

    var logs: [Place: [Record]] { numbers.mapValues { records[$0] } }

    func place(of key: String, on topic: String) -> Place {
        Place(topic: topic, partition: partition(of: key, count: Self.partitionCount))
    }

    func number(of place: Place) -> Int {
        if let number = numbers[place] { return number }
        numbers[place] = records.count
        records.append([])
        return records.count - 1
    }

    func append(_ record: Record, to place: Place) { records[number(of: place)].append(record) }
    func count(at number: Int) -> Int { records[number].count }
    func record(at number: Int, _ offset: Int) -> Record { records[number][offset] }

    static func places(of topics: [String]) -> [Place] {
        topics.flatMap { topic in (0..<partitionCount).map { Place(topic: topic, partition: $0) } }
    }

    /// All records of a topic, each once under its identity, in the order of their partitions.
    func facts(of type: String) -> [Record] {
        var seen: Set<String> = []
        return logs.sorted { $0.key < $1.key }.flatMap(\.value).filter { record in
            record.header("ce_type") == type && seen.insert(record.header("ce_id") ?? "").inserted
        }
    }
}
