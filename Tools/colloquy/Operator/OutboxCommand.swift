import Flow
import Kernel
import Postgres

extension Command {
    static let outbox = Command(
        name: "outbox", usage: "outbox show [--service S] [--at NAME]",
        summary: "Shows what services have committed and not yet published, record by record, without the contents."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["service"]))
        guard words.rest == ["show"] else { throw WrongWords("outbox show") }
        let url = try Surroundings(words).required("POSTGRES_URL")
        let connection = try Connection(url, name: "colloquy-outbox")
        var count = 0
        for service in words["service"].map({ [$0] }) ?? Services.names {
            count += try showOutbox(of: service, connection)
        }
        say(count == 1 ? "1 record waits" : "\(count) records wait")
        return 0
    }
}

private func showOutbox(of service: String, _ connection: Connection) throws -> Int {
    guard Services.names.contains(service) else { throw WrongWords("there is no service \(service)") }
    let isThere = try connection.query(
        Statement("SELECT to_regclass($1) IS NOT NULL", [.text("\(service).outbox")], read: { $0.bool(0) }))
    guard isThere.first == true else { return 0 }
    let blocks = try connection.query(
        Statement(
            """
            SELECT owner, lane, number, \(StoredBlock.column) FROM \(service).outbox
            GROUP BY owner, lane, number ORDER BY min(created_at), lane, number LIMIT 1000
            """,
            read: { row in
                (owner: row.uuid(0), lane: row.int(1), number: row.int(2), block: try StoredBlock.block(row.bytes(3)))
            }))
    var count = 0
    for block in blocks {
        for record in try block.block.records() {
            let id = record.headers.last { $0.name == "ce_id" }.map { String(decoding: $0.value, as: UTF8.self) } ?? "-"
            let type = record.headers.last { $0.name == "ce_type" }.map { String(decoding: $0.value, as: UTF8.self) }
            let key = String(decoding: record.key, as: UTF8.self)
            say("\(service)  lane \(block.lane)  block \(block.number)  \(record.topic)  \(key)  \(type ?? "-")  \(id)")
            count += 1
        }
    }
    return count
}
