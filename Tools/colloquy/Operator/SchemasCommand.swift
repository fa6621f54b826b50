import FoundationEssentials
import JSON
import Topology

extension Command {
    static let schemas = Command(
        name: "schemas", usage: "schemas [--check]",
        summary:
            "Writes Schemas/ and docs/flow.md from the events and tables; --check only says what is out of date."
    ) { arguments in
        let words = try Words(arguments, flags: ["check"])
        try words.noMore()
        let top = try Checkout().top
        var stale: [String] = []
        var breaking: [String] = []
        for file in try GeneratedFile.all(.colloquy) {
            let path = "\(top)/\(file.path)"
            let old = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
            guard old != file.text else { continue }
            stale.append(file.path)
            if let old, file.path.hasSuffix(".json") {
                let changes = SchemaChange.breaking(
                    from: try JSONValue(parsing: old), to: try JSONValue(parsing: file.text))
                breaking += changes.map { "\(file.path): \($0)" }
            }
        }
        if !breaking.isEmpty {
            for change in breaking { complain(change) }
            throw LocalFailure(
                "a version only grows by optional fields: give the event a new version, "
                    + "or remove the file first if nobody has seen it yet")
        }
        if words.has("check") {
            for path in stale { say("out of date  \(path)") }
            return stale.isEmpty ? 0 : 1
        }
        for file in try GeneratedFile.all(.colloquy) where stale.contains(file.path) {
            let path = "\(top)/\(file.path)"
            let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: URL(filePath: path), options: .atomic)
            say("written  \(file.path)")
        }
        return 0
    }
}
