import Domain
import Events
import GatewayCore
import HTTP
import Postgres
import Testing

@testable import gateway

/// Keys of programs: made on the console, good at once, good for nothing once they are taken back or over.
struct KeyTests {
    private func key(
        hoursLeft: Int64, revoked: Bool = false, usedHoursAgo: Int64? = nil
    ) -> MachineKey {
        let now = Instant.sample
        return MachineKey(
            actorID: "ats", role: .ats, hint: "colloquy_abcd", madeBy: "root", madeAt: now,
            endsAt: now.advanced(byHours: hoursLeft), revokedAt: revoked ? now : nil,
            usedAt: usedHoursAgo.map { now.advanced(byHours: -$0) })
    }

    @Test(arguments: [
        (24 * 15, false, MachineKey.State.good), (24 * 14, false, .ending), (1, false, .ending), (0, false, .ended),
        (-5, false, .ended), (500, true, .revoked), (-5, true, .revoked),
    ])
    func `a key is good until it ends, and whoever looks after keys is told two weeks before`(
        hoursLeft: Int, isRevoked: Bool, state: MachineKey.State
    ) {
        let key = key(hoursLeft: Int64(hoursLeft), revoked: isRevoked)
        #expect(key.state(at: .sample) == state)
        #expect(key.isGood(at: .sample) == [.good, .ending].contains(state))
    }

    @Test func `that a key was used is written down once an hour`() {
        #expect(key(hoursLeft: 9).isStale(at: .sample))
        #expect(key(hoursLeft: 9, usedHoursAgo: 1).isStale(at: .sample))
        #expect(!key(hoursLeft: 9, usedHoursAgo: 0).isStale(at: .sample))
    }

    @Test(arguments: [
        ("payroll", "ats", "90", true), ("Payroll ", "hr", "365", true), ("payroll", "administrator", "90", false),
        ("payroll", "king", "90", false), ("payroll", "ats", "91", false), ("payroll", "ats", "", false),
        ("", "ats", "90", false), ("pay/roll", "ats", "90", false),
    ])
    func `a key is asked for by a name, a role of programs and one of a few times`(
        name: String, role: String, days: String, isTaken: Bool
    ) {
        #expect((MachineKey.Wish(name: name, role: role, days: days) != nil) == isTaken)
    }

    private func secret(in page: Browser.Page) throws -> String {
        String(try #require(page.text.firstMatch(of: /data-part="key">([^<]+)</)).1)
    }

    @Test func `a key that was just made opens the API as its role and name, and no other`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let page = try await root.send("/hr/keys", [("name", "Payroll"), ("role", "hr"), ("days", "90")])
            let secret = try secret(in: page)
            #expect(secret.hasPrefix("colloquy_") && secret.count == 52)
            let shown = try await root.browser.open("/hr/keys").text
            #expect(!shown.contains(secret), "it is shown once")
            #expect(shown.contains("payroll") && shown.contains(secret.prefix(13)) && shown.contains("not used yet"))
            let program = Caller(router: try house.router, token: secret)
            #expect(try await program.get("/v1/jobs").status == 200)
            #expect(try await program.get("/hr/people").status == 403, "what HR may not do")
            #expect(!(try await root.browser.open("/hr/keys").text.contains("not used yet")))
            #expect(
                try await Caller(router: house.router, token: String(secret.dropLast())).get("/v1/jobs").status == 401)
            let stored = try await house.database.query(MachineKey.all)
            #expect(stored.count == 1 && stored[0].key?.actorID == "payroll" && stored[0].key?.madeBy == "root")
        }
    }

    @Test func `a key that was taken back, or is over, opens nothing from that moment`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            func make() async throws -> String {
                try secret(in: try await root.send("/hr/keys", [("name", "ats-2"), ("role", "ats"), ("days", "30")]))
            }
            let (old, new) = (try await make(), try await make())
            let keys = try house.gateway.machineKeys
            let hash = try #require(try await keys.all().last).hash
            let first = try await keys.find(hash: hash, at: .sample) != nil
            #expect(first)
            let path = try #require(
                try await root.browser.open("/hr/keys").text.firstMatch(
                    of: /action="(\/hr\/keys\/[0-9a-f]{64}\/revocation)"/)
            ).1
            #expect(try await root.send(String(path)).status == 200)
            let states = try await [old, new].asyncMap { token in
                try await Caller(router: house.router, token: token).get("/v1/jobs").status
            }
            #expect(states.sorted() == [200, 401], "one of two with the same name is left")
            #expect(
                try await keys.find(hash: MachineKeys.Secret(text: new).hash, at: .sample.advanced(byHours: 24 * 30))
                    == nil)
            #expect(try await root.browser.open("/hr/keys").text.contains("revoked"))
        }
    }

    @Test func `what cannot be a key is told at the form, and a person's name is no program's`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            _ = try await Staff.enter(.hr, as: "lin", house, port: port)
            for (name, role, days, status) in [
                ("x", "administrator", "30", 422), ("", "ats", "30", 422), ("x", "ats", "9999", 422),
                ("lin", "ats", "30", 409), ("root", "ats", "30", 409),
            ] {
                let page = try await root.send("/hr/keys", [("name", name), ("role", role), ("days", days)])
                #expect(page.status == status && page.text.contains("role=\"alert\""), "\(name) \(role) \(days)")
            }
            #expect(try await root.send("/hr/keys/ff/revocation").status == 404)
            #expect(try await house.gateway.machineKeys.all().isEmpty)
        }
    }

    @Test func `an administrator's first view tells of keys that end soon`() async throws {
        try await CandidateDoorTests.open { house, port in
            let root = try await Staff.enter(.administrator, as: "root", house, port: port)
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await root.send("/hr/keys", [("name", "ats-2"), ("role", "ats"), ("days", "30")])
            #expect(!(try await root.browser.open("/hr").text.contains("ending-keys")))
            try await house.database.execute(
                .init("UPDATE staff_keys SET ends_at = $1", [.instant(.sample.advanced(byHours: 24))]))
            #expect(try await root.browser.open("/hr").text.contains("ending-keys"))
            #expect(!(try await lin.browser.open("/hr").text.contains("ending-keys")))
        }
    }

    @Test func `keys that are long over are forgotten, and no more than a hundred are good at once`() async throws {
        let house = try await House()
        let keys = try house.gateway.machineKeys
        let wish = try #require(MachineKey.Wish(name: "ats", role: "ats", days: "30"))
        for _ in 0..<MachineKey.countMax { #expect(try await keys.make(wish, by: "root", at: .sample) != nil) }
        #expect(try await keys.make(wish, by: "root", at: .sample) == nil)
        let end = Instant.sample.advanced(byHours: 24 * 30)
        #expect(try await keys.make(wish, by: "root", at: end) != nil, "the others have ended")
        try await house.gateway.staff.prune(at: end.advanced(byHours: 24 * 90))
        #expect(try await keys.all().count == MachineKey.countMax + 1)
        try await house.gateway.staff.prune(at: end.advanced(byHours: 24 * 90 + 1))
        #expect(try await keys.all().count == 1)
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
