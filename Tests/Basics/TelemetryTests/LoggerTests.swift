import Foundation
import Testing

@testable import Telemetry

struct LoggerTests {
    private func line(_ metadata: Logger.Metadata, message: String = "Event applied") throws -> (String, [String: Any])
    {
        let entry = LogEntry(level: .warning, label: "relay", message: message, metadata: metadata)
        let time = WallTime(secondsSinceEpoch: 1_772_357_400, nanoseconds: 7_999_999)
        let text = String(decoding: JSONLine.render(entry, service: "scoring", at: time), as: UTF8.self)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return (text, try #require(object as? [String: Any]))
    }

    @Test func `a line is one JSON object with time, level, service and sentence`() throws {
        let (text, object) = try line(["event.name": "answer-scored", "attempt": 3, "share": 0.5, "late": true])
        #expect(text.hasSuffix("}\n") && text.dropLast().allSatisfy { !$0.isNewline })
        #expect(object["ts"] as? String == "2026-03-01T09:30:00.007Z")
        #expect(object["level"] as? String == "warning")
        #expect(object["service"] as? String == "scoring")
        #expect(object["label"] as? String == "relay")
        #expect(object["msg"] as? String == "Event applied")
        #expect(object["event.name"] as? String == "answer-scored")
        #expect(object["attempt"] as? Int == 3)
        #expect(object["share"] as? Double == 0.5)
        #expect(object["late"] as? Bool == true)
    }

    @Test func `nested metadata is flattened into dotted keys`() throws {
        let (_, object) = try line(["kafka": ["topic": "t", "record": ["offset": 7]], "list": ["a", 1]])
        #expect(object["kafka.topic"] as? String == "t")
        #expect(object["kafka.record.offset"] as? Int == 7)
        #expect((object["list"] as? [Any])?.count == 2)
    }

    @Test func `metadata cannot take the place of the line's own members`() throws {
        let (_, object) = try line(["level": "info", "msg": "other"])
        #expect(object["level"] as? String == "warning")
        #expect(object["level_"] as? String == "info")
        #expect(object["msg_"] as? String == "other")
    }

    @Test(arguments: [
        "a\nb\r\nc", "quote \" backslash \\", "\u{0}\u{1B}[31m", "line\u{2028}separator\u{85}", "张三 👩‍💻", "</script>",
    ])
    func `any text survives and never breaks the line`(text: String) throws {
        let (line, object) = try line(["value": .string(text)])
        #expect(object["value"] as? String == text)
        #expect(line.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 && $0 != "\u{2028}" && $0 != "\u{85}" })
    }

    @Test func `numbers that JSON lacks and overlong texts are made harmless`() throws {
        let (text, object) = try line(["nan": .number(.nan), "long": .string(String(repeating: "长", count: 100_000))])
        #expect(object["nan"] as? String == "nan")
        #expect(text.utf8.count < 10_000)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.000Z"), (4_107_542_399, "2100-02-28T23:59:59.000Z"),
    ])
    func `times are RFC 3339`(seconds: Int, text: String) {
        #expect(WallTime(secondsSinceEpoch: Int64(seconds), nanoseconds: 0).rfc3339 == text)
    }

    @Test func `what is below the level is neither written nor computed`() {
        let capture = LogCapture()
        var logger = Logger(label: "test", sink: capture.sink)
        logger.logLevel = .warning
        logger.info(
            "Not said",
            metadata: {
                Issue.record("computed"); return [:]
            }())
        logger.error("Said", metadata: ["n": 1])
        #expect(capture.messages == ["Said"])
        #expect(capture.entries.first?.metadata == ["n": 1])
    }

    @Test func `a task's own sink takes what loggers of the process say`() {
        let capture = LogCapture()
        LoggingSystem.$taskSink.withValue(capture.sink) { Logger(label: "test").error("Captured") }
        #expect(capture.messages == ["Captured"])
    }

    @Test func `lines of many threads never mix`() async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let sink = LogSink.jsonLines(to: ends[1])
        let (reading, writing) = (ends[0], ends[1])
        let reader = Thread.detachedRead(reading)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let logger = Logger(label: "w\(writer)", sink: sink)
                    for _ in 0..<200 {
                        logger.error("Said", metadata: ["pad": .string(String(repeating: "x", count: 900))])
                    }
                }
            }
        }
        close(writing)
        let lines = await reader.value.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1600)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line)) }
    }
}

extension Thread {
    /// Reads a pipe to its end on a thread of its own.
    static func detachedRead(_ descriptor: Int32) -> Task<[UInt8], Never> {
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
        Thread.detachNewThread {
            var chunk = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &chunk, chunk.count)
                guard count > 0 else { break }
                continuation.yield(Array(chunk[..<count]))
            }
            close(descriptor)
            continuation.finish()
        }
        return Task { await stream.reduce(into: []) { $0.append(contentsOf: $1) } }
    }
}
