import Foundation
import Testing

/// The tool as a process, on real PostgreSQL and real brokers.
@Suite(.serialized) struct LocalEnvironmentTests {
    @Test func `a command finds database and in-memory broker, and its status is the result`() throws {
        let script = """
            set -eu
            psql "$POSTGRES_ADMIN_URL" -Atqc 'select 6 * 7'
            echo 'a fact' | kcat -P -b "$KAFKA_BOOTSTRAP_SERVERS" -t probe -k key -X acks=all
            kcat -C -b "$KAFKA_BOOTSTRAP_SERVERS" -t probe -o beginning -e -q
            exit 7
            """
        let run = try Tool.start(
            ["local", "--name", "probe", "--", "bash", "-c", script], ["COLLOQUY_BROKER": "memory"])
        #expect(run.end() == 7)
        #expect(run.output.contains("in-memory broker"))
        #expect(run.output.contains("\n42\n"))
        #expect(run.output.contains("a fact"))
        #expect(try Tool.processes(mentioning: "local/probe/").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: "\(Tool.checkout)/.colloquy/local/probe"))
    }

    @Test func `killed at once, it leaves no process behind`() throws {
        let run = try Tool.start(["local", "--name", "killed", "--", "sleep", "312"], ["COLLOQUY_BROKER": "memory"])
        #expect(try Tool.wait { try !Tool.processes(mentioning: "sleep 312").isEmpty })
        let ours = ["local/killed/", "sleep 312"]
        #expect(try !Tool.processes(mentioning: ours[0]).isEmpty)
        kill(run.process.processIdentifier, SIGKILL)
        run.process.waitUntilExit()
        #expect(try Tool.wait { try ours.allSatisfy { try Tool.processes(mentioning: $0).isEmpty } })
    }

    @Test func `Ctrl-C ends the command and everything beside it`() throws {
        let run = try Tool.start(
            ["local", "--name", "interrupted", "--", "sleep", "313"], ["COLLOQUY_BROKER": "memory"])
        #expect(try Tool.wait { try !Tool.processes(mentioning: "sleep 313").isEmpty })
        kill(run.process.processIdentifier, SIGINT)
        #expect(run.end() == 130)
        #expect(try Tool.processes(mentioning: "sleep 313").isEmpty)
        #expect(try Tool.processes(mentioning: "local/interrupted/").isEmpty)
    }
}
