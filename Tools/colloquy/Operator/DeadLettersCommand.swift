import Events
import Flow
import Kafka
import Kernel
import Vault

extension Command {
    static let deadLetters = Command(
        name: "dead-letters",
        usage: """
            dead-letters list [SERVICE…] [--at NAME]
              colloquy dead-letters show SERVICE/PARTITION/OFFSET [--value] [--at NAME]
              colloquy dead-letters replay SERVICE/PARTITION/OFFSET… --reason TEXT [--at NAME]
            """,
        summary: "Lists what could not be handled, shows one letter, or gives letters back to where they came from."
    ) { arguments in
        let words = try Words(
            arguments, keys: Surroundings.keys.union(["reason"]), flags: ["value"])
        let surroundings = try Surroundings(words)
        let places = words.rest.dropFirst()
        switch words.rest.first {
        case "list":
            for service in places where !Services.names.contains(service) {
                throw WrongWords("there is no service \(service)")
            }
            return try listLetters(of: places.isEmpty ? Services.names : Array(places), surroundings)
        case "show":
            guard places.count == 1, let place = places.first else { throw WrongWords("which letter?") }
            return try showLetter(try LetterPlace(typed: place), withValue: words.has("value"), surroundings)
        case "replay":
            guard let reason = words["reason"], !reason.isEmpty else {
                throw WrongWords("say why with --reason: it is kept with the record")
            }
            guard !places.isEmpty else { throw WrongWords("which letters?") }
            return try replayLetters(try places.map { try LetterPlace(typed: $0) }, reason: reason, surroundings)
        default:
            throw WrongWords("list, show or replay?")
        }
    }
}

extension LetterPlace {
    /// As somebody types it.
    fileprivate init(typed text: String) throws(WrongWords) {
        guard let place = LetterPlace(text), Services.names.contains(place.service) else {
            throw WrongWords("\(text) is no letter: SERVICE/PARTITION/OFFSET, as `list` prints it")
        }
        self = place
    }

    init(_ letter: Letter) {
        self.init(service: letter.service, partition: letter.partition, offset: letter.offset)
    }
}

private func listLetters(of services: [String], _ surroundings: Surroundings) throws -> Int32 {
    var count = 0
    try Letter.forEach(of: services, try surroundings.kafka()) { letter in
        count += 1
        say("\(LetterPlace(letter))  \(letter.time)  \(letter.type)  \(letter.key)  \(letter.reason)")
        return true
    }
    say(count == 1 ? "1 letter" : "\(count) letters")
    return 0
}

private func showLetter(_ place: LetterPlace, withValue: Bool, _ surroundings: Surroundings) throws -> Int32 {
    let letter = try Letter.find([place], try surroundings.kafka())[0]
    for header in letter.headers {
        say("\(header.name): \(String(decoding: header.value, as: UTF8.self))")
    }
    say("key: \(letter.key)")
    say("value: \(letter.value.count) bytes\(letter.isSealed ? ", sealed" : "")")
    if withValue {
        let value = letter.isSealed ? try surroundings.sealer().open(letter.value) : letter.value
        say(String(decoding: value, as: UTF8.self))
    }
    return 0
}
