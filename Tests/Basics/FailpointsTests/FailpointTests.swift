import Failpoints
import Foundation
import Testing

/// Orders as the environment gives them, and that a release build holds nothing of all this.
@Suite struct FailpointTests {
    @Test(arguments: [
        ("C6=kill", FailpointOrder(action: .kill)),
        ("C6=kill@3", FailpointOrder(action: .kill, hit: 3)),
        ("R2=exit%0.05", FailpointOrder(action: .exit, share: 0.05)),
        ("W1=sleep(200)@2%0.5", FailpointOrder(action: .sleep(milliseconds: 200), hit: 2, share: 0.5)),
        ("E1=error", FailpointOrder(action: .error)),
    ])
    func `an order names the place, the action, the hit and the share`(text: String, order: FailpointOrder) {
        let parsed = FailpointOrder.parse(text[...])
        #expect(parsed?.1 == order)
        #expect(parsed.map { text.hasPrefix($0.name + "=") } == true)
    }

    @Test(arguments: ["C6", "=", "C6=die", "C6=kill@0", "C6=kill@x", "C6=kill%2", "C6=sleep()", "C6=sleep(-1)"])
    func `what is no order is not taken for one`(text: String) {
        #expect(FailpointOrder.parse(text[...]) == nil)
    }

    @Test func `every failpoint of the sources is explained, and every explained one is there`() throws {
        let top = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        var placed: Set<String> = []
        for folder in ["Shared", "Services"] {
            let paths = FileManager.default.enumerator(atPath: top.appending(path: folder).path)?.allObjects ?? []
            for path in paths.compactMap({ $0 as? String }) where path.hasSuffix(".swift") {
                if path.hasPrefix("Failpoints/") { continue }
                let text = try String(contentsOf: top.appending(path: "\(folder)/\(path)"), encoding: .utf8)
                for match in text.matches(of: /failpoint\((?:throwing: )?"(\w+)"\)/) { placed.insert(String(match.1)) }
            }
        }
        let page = try String(contentsOf: top.appending(path: "docs/proving.md"), encoding: .utf8)
        let explained = Set(page.matches(of: /(?m)^\| ([CRWEUKG]\d) \|/).map { String($0.1) })
        #expect(placed == explained)
    }

    /// Compiles the module and a caller as a release does, and looks into the program.
    @Test func `an optimised program holds no failpoint, neither name nor symbol`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "failpoints-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let caller = """
            import Failpoints
            package func step(_ x: Int) throws -> Int {
                failpoint("PLANTED-ONE")
                try failpoint(throwing: "PLANTED-TWO")
                return x + 1
            }
            print("counted", try step(CommandLine.arguments.count))
            """
        try Data(caller.utf8).write(to: folder.appending(path: "main.swift"))
        let module = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Shared/Basics/Failpoints")
        let sources = try FileManager.default.contentsOfDirectory(at: module, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }.map(\.path)
        let package = ["-package-name", "colloquy"]
        for (flags, isPlanted) in [(["-O"], false), (["-Onone", "-DDEBUG"], true)] {
            let library = [
                "-module-name", "Failpoints", "-parse-as-library", "-emit-module", "-emit-library", "-static",
            ]
            try run(flags + package + library + ["-o", "libFailpoints.a"] + sources, in: folder)
            try run(
                flags + package + ["-I", ".", "main.swift", "-L", ".", "-lFailpoints", "-o", "program"]
                    + ["-Xlinker", "--gc-sections"], in: folder)
            let program = try Data(contentsOf: folder.appending(path: "program"))
            #expect(program.range(of: Data("counted".utf8)) != nil)
            for word in ["PLANTED", "Failpoints", "FAILPOINTS"] {
                #expect((program.range(of: Data(word.utf8)) != nil) == isPlanted, "\(word) with \(flags)")
            }
        }
    }

    private func run(_ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc"] + arguments
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
