import Domain
import Events
import Flow
import Host
import Kernel
import Postgres
import Vault

/// Gives letters back. A record goes to its own topic again with its own id, so that only the service that buried it takes it
/// up: for all others it is a duplicate. Work, which came from no topic, goes back to the table it was parked in.
func replayLetters(_ places: [LetterPlace], reason: String, _ surroundings: Surroundings) throws -> Int32 {
    let kafka = try surroundings.kafka()
    let letters = try Letter.find(places, kafka)
    var outgoing: [Outgoing] = []
    var sent: [Letter] = []
    var work: [(letter: Letter, item: ParkedItem)] = []
    var unreadableCount = 0
    for letter in letters {
        let place = "\(LetterPlace(letter))"
        let value: [UInt8]
        do { value = letter.isSealed ? try surroundings.sealer().open(letter.value) : letter.value } catch let error
            as VaultError
        {
            // One letter whose key is not here holds up no other.
            complain("\(place)  \(error)")
            unreadableCount += 1
            continue
        }
        if let topic = letter.header(DeadLetter.topicHeader) {
            outgoing.append(record(letter, value, topic, reason))
            sent.append(letter)
        } else if let item = DeadLetter.work(
            letter.headers, key: letter.key, value: value, isPersonal: letter.isSealed, letter: place, now: Host.now())
        {
            work.append((letter, item))
        } else {
            throw WrongWords("\(place) does not say where it came from: it cannot be given back")
        }
    }
    if !outgoing.isEmpty { try Outgoing.send(outgoing, kafka) }
    for letter in sent { told(letter, isNew: true) }
    try park(work, surroundings)
    return unreadableCount == 0 ? 0 : 1
}

private func record(_ letter: Letter, _ value: [UInt8], _ topic: String, _ reason: String) -> Outgoing {
    let kept = letter.headers.filter { !$0.name.hasPrefix("colloquy-") }
    let added = [
        Header("\(DeadLetter.replayHeader)", "\(LetterPlace(letter))"), Header(DeadLetter.replayReasonHeader, reason),
    ]
    return Outgoing(topic: topic, key: Array(letter.key.utf8), headers: kept + added, value: value)
}

private func park(_ work: [(letter: Letter, item: ParkedItem)], _ surroundings: Surroundings) throws {
    guard !work.isEmpty else { return }
    let connection = try Connection(try surroundings.required("POSTGRES_URL"), name: "colloquy-replay")
    for (letter, item) in work {
        let isNew = try ParkedWork.park(item, schema: letter.service, on: connection) {
            try surroundings.sealer().seal($0)
        }
        told(letter, isNew: isNew)
    }
}

private func told(_ letter: Letter, isNew: Bool) {
    let word = isNew ? "replayed" : "given back before"
    say("\(word)  \(LetterPlace(letter))  \(letter.type)  \(letter.key)")
}
