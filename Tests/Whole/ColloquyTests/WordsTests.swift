import Foundation
import Testing

@testable import colloquy

/// What the tool says to words that ask for help or make no sense. Nothing is started, sent or changed by either.
@Suite(.serialized) struct WordsTests {
    @Test func `every command explains itself`() throws {
        for command in App.commands {
            for word in ["--help", "-h"] {
                let tool = try Tool.start([command.name, word], ["PATH": "/usr/bin:/bin"])
                #expect(tool.end() == 0, "\(command.name) \(word)")
                #expect(tool.output.hasPrefix("Usage: colloquy \(command.name)"), "\(tool.output)")
            }
        }
    }

    @Test func `every command refuses a word that it does not know, with status 64`() throws {
        for command in App.commands {
            let tool = try Tool.start([command.name, "--no-such-word"], ["PATH": "/usr/bin:/bin"])
            #expect(tool.end() == 64, "\(command.name): \(tool.output)")
            #expect(tool.output.hasPrefix("colloquy \(command.name): "), "\(tool.output)")
        }
    }

    @Test(arguments: [
        ["up", "--frsh"], ["up", "everything"], ["up", "--only"], ["demo", "now"],
        ["local", "--keep"], ["local", "--nme", "x", "--", "true"], ["topics", "all"], ["migrate", "--all"],
        ["nothing"],
    ])
    func `a misspelt word starts nothing`(words: [String]) throws {
        let tool = try Tool.start(words, ["PATH": "/usr/bin:/bin"])
        #expect(tool.end() == 64, "\(tool.output)")
    }

    @Test func `what follows two dashes is another program's`() throws {
        let tool = try Tool.start(["--help"], [:])
        #expect(tool.end() == 0 && tool.output.contains("colloquy up"))
    }

    @Test func `a service may end ten times a minute, however long all of it runs`() {
        var budget = RestartBudget()
        var allowed = (0..<11).map { budget.spend(at: $0 * 100) }
        #expect(allowed == Array(repeating: true, count: 10) + [false])
        allowed = [59_999, 60_000, 60_001, 60_100].map { budget.spend(at: $0) }
        #expect(allowed == [false, true, false, true])
        var patient = RestartBudget()
        allowed = (0..<10_000).map { patient.spend(at: $0 / 10 * 60_000 + $0 % 10) }
        #expect(!allowed.contains(false))
    }
}
