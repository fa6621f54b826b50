import Events
import Flow
import Kafka
import Kernel

/// A dead letter as it lies in its topic.
struct Letter {
    let service: String
    let partition: Int32
    let offset: Int64
    let key: String
    let headers: [Header]
    let value: [UInt8]

    init(_ record: KafkaRecord, service: String) {
        self.service = service
        partition = record.partition
        offset = record.offset
        key = String(decoding: record.key, as: UTF8.self)
        headers = record.headers.map { Header($0.name, $0.value) }
        value = Array(record.value)
    }

    /// The last header of that name.
    func header(_ name: String) -> String? {
        headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    var type: String { header("ce_type") ?? header(DeadLetter.workNameHeader) ?? "-" }
    var reason: String { header(DeadLetter.reasonHeader) ?? "-" }
    var time: String { header(DeadLetter.timeHeader) ?? "-" }
    var isSealed: Bool { header(DeadLetter.sealedHeader) == "1" }

    /// Goes through the letters of services, until `body` says false.
    static func forEach(
        of services: [String], _ kafka: KafkaSettings, _ body: (Letter) throws -> Bool
    ) throws {
        let names = Dictionary(
            services.map { (Topic.deadLetters(of: $0).name, $0) }, uniquingKeysWith: { first, _ in first })
        let reader = TopicReader(kafka, log: Surroundings.log)
        try reader.read(names.keys.sorted(), timeoutMilliseconds: 120_000) { record in
            try body(Letter(record, service: names[record.topic] ?? ""))
        }
    }

    /// The letters at these places, in their order; throws when one is not there.
    static func find(_ places: [LetterPlace], _ kafka: KafkaSettings) throws -> [Letter] {
        var found: [LetterPlace: Letter] = [:]
        let wanted = Set(places)
        try forEach(of: Set(places.map(\.service)).sorted(), kafka) { letter in
            if wanted.contains(LetterPlace(letter)) { found[LetterPlace(letter)] = letter }
            return found.count < wanted.count
        }
        return try places.map { place in
            guard let letter = found[place] else { throw WrongWords("there is no letter \(place)") }
            return letter
        }
    }
}
