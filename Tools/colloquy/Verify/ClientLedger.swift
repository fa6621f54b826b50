import FoundationEssentials
import JSON

/// What a client wrote down, one JSON object a line: submissions with what it was told, texts that must not turn up, crashes.
struct ClientLedger {
    var acknowledged: [Evidence.Acknowledged] = []
    /// Texts planted in personal fields.
    var canaries: [String] = []
    var crashesByService: [String: Int] = [:]

    /// Throws ``WrongWords`` for a file that cannot be read. A last line without an end was never acknowledged.
    mutating func read(_ path: String) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw WrongWords("\(path) cannot be read") }
        for (index, line) in bytes.split(separator: 0x0A).enumerated() {
            guard let value = try? JSONValue(parsing: [UInt8](line)), let type = value["type"]?.string else {
                if bytes.last != 0x0A, line.endIndex == bytes.endIndex { return }
                throw WrongWords("\(path), line \(index + 1), is no line of a ledger")
            }
            switch type {
            case "canary": canaries.append(value["text"]?.string ?? "")
            case "crash": crashesByService[value["service"]?.string ?? "-", default: 0] += 1
            default:
                acknowledged.append(
                    Evidence.Acknowledged(
                        type: type, key: value["key"]?.string ?? "", source: value["source"]?.string,
                        id: value["id"]?.string, result: value["result"]?.string ?? "info"))
            }
        }
    }
}
