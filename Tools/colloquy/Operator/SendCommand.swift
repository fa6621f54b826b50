import Crypto
import Domain
import Events
import Flow
import Glibc
import JSON
import Kernel

extension Command {
    static let send = Command(
        name: "send", usage: "send TYPE FILE|- [--id ID] [--source URI] [--at NAME]",
        summary: "Sends one event of an outside system, such as job-opened, after checking it; prints its id."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["id", "source"]))
        guard words.rest.count == 2 else { throw WrongWords("send TYPE FILE|-") }
        guard let event = Catalogue.all.first(where: { $0.schema.type == words.rest[0] }) else {
            let known = Catalogue.all.map { $0.schema }.filter { $0.topic.owner == nil }.map(\.type).joined(
                separator: " ")
            throw WrongWords("\(words.rest[0]) is no event; there are: \(known)")
        }
        if let owner = event.schema.topic.owner {
            throw WrongWords(
                "\(event.schema.type) is a fact that \(owner) alone says; services obey it from nobody else")
        }
        let value = try input(words.rest[1])
        let key = try checkedKey(event, value)
        let source = words["source"] ?? "/colloquy/operator"
        // The same bytes are the same event, so sending twice by mistake changes nothing.
        let id = words["id"] ?? EventID.outsider(source: source, id: SHA256.hash(data: value).hex).description
        let record = Outgoing(event.schema, source: source, id: id, key: key, value: value)
        try Outgoing.send([record], try Surroundings(words).kafka())
        say(id)
        return 0
    }
}

private func input(_ path: String) throws -> [UInt8] {
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw WrongWords("\(path) cannot be read") }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= Limits.applicationRecordBytesMax {
        let count = read(file, &chunk, chunk.count)
        guard count >= 0 else { throw WrongWords("\(path) cannot be read") }
        guard count > 0 else { return bytes }
        bytes += chunk[..<count]
    }
    throw WrongWords("\(path) is larger than any topic allows")
}

/// Reads the value as the event it is said to be; its key comes from there.
private func checkedKey<E: Event>(_ event: E.Type, _ value: [UInt8]) throws -> String {
    guard value.count <= event.schema.topic.recordBytesMax else { throw WrongWords("the event is too large") }
    return try JSON.decode(E.self, from: value).key
}
