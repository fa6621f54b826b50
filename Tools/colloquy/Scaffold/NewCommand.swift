import FoundationEssentials

extension Command {
    static let new = Command(
        name: "new", usage: "new service NAME",
        summary: "Writes a service that builds, passes its tests and starts; refuses a name that is taken or unfit."
    ) { arguments in
        guard arguments.count == 2, arguments[0] == "service" else {
            throw WrongWords("colloquy new service NAME, in lower-case letters and digits", areMisspelt: true)
        }
        let checkout = try Checkout()
        let name = try ServiceName(arguments[1], in: checkout)
        let edits = try Registration.edits(of: name, in: checkout)
        let files = ServiceFiles.all(of: name)
        // Everything is written before a word is said: a reader that closes the pipe ends the program.
        for file in files { try checkout.write(file.text, to: file.path) }
        for edit in edits { try checkout.write(edit.text, to: edit.path) }
        for file in files { say("written  \(file.path)") }
        for edit in edits { say("changed  \(edit.path)") }
        say("")
        say("Next: `make schemas` draws it into docs/flow.md, `make test FILTER=\(name.type)CoreTests` tries it,")
        say("`swift build && .build/debug/colloquy up --only \(name)` starts it.")
        say("Say what it is for in the tables of README.md, ARCHITECTURE.md and docs/running.md.")
        return 0
    }
}

/// The files of the checkout that one stands in.
struct Checkout {
    let top: String

    /// The folder that holds the manifest, from here upwards.
    init() throws(WrongWords) {
        var folder = FileManager.default.currentDirectoryPath
        while !FileManager.default.fileExists(atPath: "\(folder)/Package.swift") {
            guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
                throw WrongWords("run it inside the checkout")
            }
            folder = String(folder[..<slash])
        }
        top = folder
    }

    func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: "\(top)/\(path)").map { String(decoding: $0, as: UTF8.self) }
    }

    /// Names of the containers, and of the volumes, which come after them.
    var containers: [String] {
        (text("docker-compose.yml") ?? "").split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /\ \ ([a-z-]+):/).map { String($0.1) }
        }
    }

    /// Names of what lies in a folder.
    func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(top)/\(folder)")) ?? []
    }

    /// Writes a file whole, keeps its rights, makes the folders that lead to it.
    func write(_ text: String, to path: String) throws {
        let full = "\(top)/\(path)"
        let folder = String(full[..<(full.lastIndex(of: "/") ?? full.startIndex)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let rights = try? FileManager.default.attributesOfItem(atPath: full)[.posixPermissions]
        try Data(text.utf8).write(to: URL(filePath: full), options: .atomic)
        if let rights { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: full) }
    }
}
