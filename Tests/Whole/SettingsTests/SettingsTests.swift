import Foundation
import Testing

/// Every service, started as an operator starts it with settings wrong: it ends at once with status 78, before it touches anything,
/// and one sentence for each setting says what it should be and does not quote the value.
@Suite(.serialized) struct SettingsTests {
    /// As many of a service's wrong settings as go into one start: two cases of one setting need two.
    private static func starts(of service: String) -> [[Wrong]] {
        var starts: [[Wrong]] = []
        for wrong in Wrong.all where wrong.service == service {
            let place = starts.firstIndex { start in
                !start.contains { !families($0).isDisjoint(with: families(wrong)) }
            }
            if let place { starts[place].append(wrong) } else { starts.append([wrong]) }
        }
        return starts
    }

    /// Settings that are looked at together: of two that are wrong one may hide the other.
    private static func families(_ wrong: Wrong) -> Set<String> {
        Set(
            wrong.settings.keys.map { key in
                if key.hasPrefix("OIDC_") || key == "GROUP_ROLES" || key == "LOCAL_ACCOUNTS" { return "provider" }
                if key.hasPrefix("S3_") || key == "VAULT_DIRECTORY" { return "blobs" }
                if key.hasPrefix("SIGNING_") { return "signing" }
                if key.hasPrefix("JUDGE_"), key != "JUDGE_COUNT" { return "judge" }
                if key == "SMTP_USER" || key == "SMTP_PASSWORD" { return "login" }
                return key.hasSuffix("_FILE") ? String(key.dropLast(5)) : key
            })
    }

    @Test(arguments: Wrong.services)
    func `every wrong setting is told at the start, all of them at once, and no value is`(service: String) throws {
        let right = try RightSettings()
        defer { right.remove() }
        for start in SettingsTests.starts(of: service) {
            let wrong = start.reduce(into: [:]) { $0.merge($1.settings) { first, _ in first } }
            let ended = try Service.run(service, right.values.merging(wrong) { $1 })
            #expect(ended.status == 78, "\(ended.output)")
            let sentences = Set(
                ended.output.split(separator: "\n").joined(separator: "; ").components(separatedBy: "; "))
            for case let told in start {
                #expect(
                    sentences.contains { $0.hasSuffix(told.sentence) },
                    "\(told.testDescription): no \"\(told.sentence)\" in \(ended.output)")
            }
            #expect(!ended.output.contains("banana") && !ended.output.contains("0123456789abcdef"))
        }
    }

    @Test(arguments: Wrong.services)
    func `with right settings a service goes on to its database`(service: String) throws {
        let right = try RightSettings()
        defer { right.remove() }
        let ended = try Service.run(service, right.values, until: "Waiting for the database")
        #expect(ended.output.contains("Waiting for the database") && ended.status == 0, "\(ended.output)")
        #expect(!ended.output.contains("settings:"))
    }

    @Test func `a key that is another certificate's, and one that is sealed, are told`() throws {
        let right = try RightSettings()
        defer { right.remove() }
        var settings = right.values
        settings["SIGNING_KEY_FILE"] = "\(right.folder.path)/stranger.key"
        let stranger = try Service.run("contracts", settings)
        #expect(stranger.status == 78)
        #expect(stranger.output.contains("SIGNING_KEY_FILE is not the key of SIGNING_CERTIFICATE_FILE"))
        chmod("\(right.folder.path)/stranger.key", 0o666)
        #expect(
            try Service.run("contracts", settings).output.contains(
                "SIGNING_KEY_FILE names a file that everybody on this machine may change"))
    }

    @Test(arguments: Wrong.services)
    func `a word that is no setting is told, with the one that may be meant`(service: String) throws {
        let right = try RightSettings()
        defer { right.remove() }
        let ended = try Service.run(
            service, right.values, arguments: ["--lane-cuont=3", "--verbose", "now", "--log-level=info"])
        #expect(ended.status == 78)
        #expect(ended.output.contains("--lane-cuont is unknown here; did you mean --lane-count?"), "\(ended.output)")
        #expect(ended.output.contains("--verbose has no value: write --verbose=…"))
        #expect(ended.output.contains("a word without -- is no setting"))
        #expect(!ended.output.contains("--log-level"))
    }

    @Test func `a name in the environment that looks like a setting is a warning, a platform's own is none`() throws {
        let right = try RightSettings()
        defer { right.remove() }
        var settings = right.values
        settings.merge([
            "POSTGRES_URI": "x", "LANE_COUNTS": "3", "KAFKA_SERVICE_HOST": "10.0.0.1", "KAFKA_PORT_9092_TCP": "x",
            "HTTP_PROXY": "x", "SMTP_USER": "",
        ]) { $1 }
        let ended = try Service.run("workflow", settings, until: "Waiting for the database")
        let warnings = ended.output.split(separator: "\n").filter { $0.contains("looks like a setting and is none") }
        #expect(warnings.count == 2, "\(ended.output)")
        #expect(warnings.contains { $0.contains("LANE_COUNTS") && $0.contains("\"LANE_COUNT\"") })
        #expect(warnings.contains { $0.contains("POSTGRES_URI") && $0.contains("\"POSTGRES_URL\"") })
    }

    @Test(arguments: Wrong.services)
    func `help helps`(service: String) throws {
        for word in ["--help", "-h"] {
            let ended = try Service.run(service, [:], arguments: [word])
            #expect(ended.status == 0 && ended.output.contains("\(service) is a service of Colloquy"))
        }
    }
}
