import Foundation
import Testing

/// The sources of this checkout, read once.
enum Checkout {
    static let top: URL = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    struct Source: Sendable {
        /// From the top: `Shared/Runtime/Kernel/Reactor.swift`.
        let path: String
        let lines: [String]

        func hasPrefix(_ folders: String...) -> Bool { folders.contains { path.hasPrefix($0) } }
        var isTest: Bool { path.hasPrefix("Tests/") }
        /// Pure: no outside world, no clock, no chance.
        var isPure: Bool {
            hasPrefix(
                "Shared/Words/Domain/", "Shared/Words/Events/", "Shared/Runtime/Flow/", "Shared/Runtime/Kernel/",
                "Shared/Words/JSON/",
                "Shared/Words/Encoding/",
                "Shared/Doors/CloudEvents/")
                || path.hasPrefix("Services/") && path.contains("/Core/")
        }
        var name: String { String(path.split(separator: "/").last ?? "") }

        /// Lines of code with their numbers: comments and the insides of texts left out.
        var code: [(number: Int, text: String)] {
            lines.enumerated().compactMap { index, line in
                let trimmed = line.trimmingCharacters(in: .whitespaces)
                return trimmed.hasPrefix("//") ? nil : (index + 1, Checkout.withoutTexts(line))
            }
        }
    }

    static let sources: [Source] = {
        ["Shared", "Services", "Tools", "Tests"].flatMap { folder in
            files(under: folder).filter { $0.hasSuffix(".swift") }.map { path in
                let text = (try? String(contentsOf: top.appending(path: path), encoding: .utf8)) ?? ""
                return Source(path: path, lines: text.components(separatedBy: "\n"))
            }
        }
    }()

    static func files(under folder: String) -> [String] {
        let base = top.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return paths.compactMap { $0 as? String }.map { "\(folder)/\($0)" }.sorted()
    }

    static func text(_ path: String) -> String? { try? String(contentsOf: top.appending(path: path), encoding: .utf8) }

    private static func withoutTexts(_ line: String) -> String {
        var code = ""
        var isText = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" { isText.toggle() } else if !isText { code.append(character) }
            previous = character
        }
        if let comment = code.range(of: " // ") { code = String(code[..<comment.lowerBound]) }
        return code
    }
}
