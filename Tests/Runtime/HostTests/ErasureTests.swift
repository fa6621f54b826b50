import Domain
import Events
import Flow
import Postgres
import Telemetry
import Testing
import Vault

@testable import Host

/// What becomes of work when the candidate is erased while it waits or runs, on a real broker and a real database.
extension EngineTests {
    @Test func `work about somebody who was erased ends quietly, with or without a row for failures`() async throws {
        let prefix = "erased\(UInt32.random(in: 0 ... .max))"
        let engine = try engine([
            perform(
                SurveyAnswered.self,
                { (event: SurveyAnswered, _) in
                    if event.applicationID.text.hasPrefix(prefix) { throw VaultError.erased }
                }, then: { (_, _: Void, _: Tally?, _) throws(Refusal) in .nothing(.noConsequence("")) })
        ])
        try engine.start()
        try send(3, prefix: prefix)
        try await wait(seconds: 20) {
            MetricsRegistry.shared.exposition().contains(
                "colloquy_activity_attempts_total{activity=\"\(SurveyAnswered.schema.type)\",outcome=\"erased\"} 3")
        }
        try await wait(seconds: 10) {
            try await database.query(
                Statement("SELECT count(*) FROM parked WHERE key LIKE '\(prefix)%'", read: { $0.int(0) })) == [0]
        }
        await engine.stop()
        #expect(!MetricsRegistry.shared.exposition().contains("outcome=\"given_up\"} 3"))
    }

    @Test func `an erasure is known in the vault's words and in an activity's`() {
        #expect(ActivityFailure(erasing: VaultError.erased) == .candidateErased)
        #expect(ActivityFailure(erasing: ActivityFailure("candidate-erased", "other words")) != nil)
        #expect(ActivityFailure(erasing: VaultError.absent) == nil)
        #expect(ActivityFailure(erasing: ActivityFailure("gave-up", "")) == nil)
    }
}
