import Foundation
import Kafka
import Testing

@testable import Host

@Suite struct ConfigReaderTests {
    @Test func `the command line wins over the environment, and the environment over defaults`() {
        let config = ConfigReader(
            arguments: ["--log-level=debug"], environment: ["LOG_LEVEL": "info", "LANE_COUNT": "7"])
        #expect(config.string("LOG_LEVEL", default: "error") == "debug")
        #expect(config.int("LANE_COUNT", default: 4, in: 1...64) == 7)
        #expect(config.int("BATCH_COUNT_MAX", default: 1000, in: 1...10_000) == 1000)
    }

    @Test func `all wrong values are named in one sentence, and no secret is`() {
        let config = ConfigReader(arguments: [], environment: ["LANE_COUNT": "many", "TLS": "maybe", "KEY": "s3cret"])
        _ = config.int("LANE_COUNT", default: 4, in: 1...64)
        _ = config.bool("TLS", default: false)
        _ = config.required("POSTGRES_URL")
        _ = config.secret("KEY")
        do throws(InvalidSettings) {
            try config.check()
            Issue.record("nothing was found")
        } catch {
            #expect(error.problems.count == 3)
            #expect("\(error)".contains("POSTGRES_URL is not set") && !"\(error)".contains("s3cret"))
        }
    }

    @Test func `records are compressed as the deployment says, and an unknown way is named`() throws {
        func read(_ type: String?) -> (settings: HostSettings, problems: InvalidSettings?) {
            var environment = ["KAFKA_BOOTSTRAP_SERVERS": "k:9092", "POSTGRES_URL": "postgres://h/d"]
            environment["COMPRESSION_TYPE"] = type
            let config = ConfigReader(arguments: [], environment: environment)
            let settings = HostSettings(config)
            do throws(InvalidSettings) { try config.check() } catch { return (settings, error) }
            return (settings, nil)
        }
        #expect(read(nil).settings.compression == .none && read(nil).problems == nil)
        #expect(read("lz4").settings.compression == .lz4 && read("lz4").problems == nil)
        #expect(read("brotli").problems?.problems.contains { $0.contains("COMPRESSION_TYPE") } == true)
    }

    @Test func `a value may lie in a file, without the newline at its end`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "colloquy-config-\(getpid())")
        try "secret value\n".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let config = ConfigReader(arguments: [], environment: ["LINK_SECRET_FILE": file.path])
        #expect(config.secret("LINK_SECRET") == "secret value")
        let missing = ConfigReader(arguments: [], environment: ["LINK_SECRET_FILE": "/nowhere/at/all"])
        _ = missing.secret("LINK_SECRET")
        #expect(throws: InvalidSettings.self) { try missing.check() }
    }
}

@Suite struct PartitionTests {
    /// Hashes as Java's `Utils.murmur2` gives them (Apache Kafka, UtilsTest).
    @Test(arguments: [
        ("21", Int32(-973_932_308)), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
        ("abc", 479_470_107),
    ])
    func `keys meet the partition that Java's client chooses`(key: String, hash: Int32) {
        #expect(partition(of: key, count: 1000) == Int(UInt32(bitPattern: hash) & 0x7FFF_FFFF) % 1000)
    }
}
