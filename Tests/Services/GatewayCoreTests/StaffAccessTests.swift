import Domain
import Events
import Testing

@testable import GatewayCore

/// Who of the employer's people may do what, and how they get in, as values.
struct StaffAccessTests {
    @Test func `every action has its row, and machines do nothing that is a page`() {
        for action in StaffAction.allCases { #expect(!StaffPolicy.roles(for: action).isEmpty, "\(action)") }
        let ofMachines = StaffAction.allCases.filter { StaffPolicy.allows(.ats, $0) }
        #expect(ofMachines == [.readRecord, .takeBack, .reportMeasures, .publishJobs, .sendEvents])
        #expect(StaffRole(word: "admin") == .administrator && StaffRole(word: "root") == nil)
    }

    @Test func `an administrator may what any other person may, and people alone enter`() {
        for action in StaffAction.allCases {
            let people = StaffPolicy.roles(for: action).filter { StaffRole.ofPeople.contains($0) }
            #expect(people.isEmpty || people.contains(.administrator), "\(action)")
        }
        #expect(StaffPolicy.roles(for: .enterConsole) == StaffRole.ofPeople)
        #expect(StaffPolicy.roles(for: .manageAccounts) == [.administrator])
        #expect(StaffPolicy.roles(for: .readAudit) == [.administrator, .auditor])
    }

    /// What a résumé tells may be age, native place or number of identity; nobody's pay is a manager's business.
    @Test func `a hiring manager sees scores, and neither résumé, address, pay nor anything to change a result with`() {
        let seen = Set(StaffAction.allCases.filter { StaffPolicy.allows(.hiringManager, $0) })
        #expect(
            seen == [
                .playAnswers, .readReport, .seeScreening, .seeScores, .compareApplications, .enterConsole,
                .seeApplications, .seeJobs, .writeComments, .watchInterviews,
            ])
        #expect(!StaffPolicy.allows(.interviewer, .seeScores), "who interviews judges before the machine is seen")
        #expect(StaffPolicy.roles(for: .decide) == [.administrator, .hr])
    }

    /// Every role that acts, for every role that is away, in every act there is.
    @Test func `what passes on to a colleague is exactly the approving acts, to whoever sees what is approved`() {
        let mayApprove: Set<StaffRole> = [.administrator, .hr, .approver]
        let mayApprovePay: Set<StaffRole> = [.administrator, .hr, .approver, .finance]
        for role in StaffRole.allCases {
            for away in StaffRole.allCases {
                let principals = [AbsentColleague(actorID: "away", role: away)]
                for action in StaffAction.allCases {
                    let passes = StaffPolicy.principal(of: role, doing: action, among: principals) == "away"
                    let expected =
                        action == .approve && away == .approver && mayApprove.contains(role)
                        || action == .approvePay && away == .finance && mayApprovePay.contains(role)
                    #expect(passes == expected, "\(role) for \(away): \(action)")
                }
                let isLeft =
                    away == .approver && mayApprove.contains(role) || away == .finance && mayApprovePay.contains(role)
                #expect(StaffPolicy.mayLeave(away, to: role) == isLeft, "\(away) to \(role)")
            }
        }
        #expect(StaffRole.allCases.filter { StaffPolicy.mayLeave($0) } == [.approver, .finance])
    }

    @Test func `five tries are free, then each waits twice as long, up to five minutes`() {
        var now = Instant.sample
        var tries = SignInTries.none(at: now)
        var waits: [Int] = []
        for _ in 0..<16 {
            if let seconds = tries.begin(at: now) {
                waits.append(seconds)
                #expect(tries.begin(at: now) == seconds, "a try that waits is not counted")
                now = now.advanced(byMilliseconds: Int64(seconds) * 1000)
                #expect(tries.begin(at: now) == nil)
            }
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        #expect(tries.count == 16)
        now = now.advanced(byHours: SignInTries.memoryHours)
        #expect(tries.begin(at: now) == nil && tries.count == 1, "a day later it begins anew")
    }

    @Test func `of many tries at once no more than five are looked at`() {
        var tries = SignInTries.none(at: .sample)
        #expect((0..<100).count { _ in tries.begin(at: .sample) == nil } == 5)
    }

    @Test(
        arguments: [
            (0, 0, true), (59, 0, true), (61, 0, false), (61, 60, true), (599, 590, true), (601, 600, false),
        ] as [(Int64, Int64, Bool)])
    func `a session ends after an hour without work, and after ten in any case`(
        minutes: Int64, seen: Int64, isOpen: Bool
    ) {
        let account = StaffAccount(actorID: "lin", role: .hr, isClosed: false, lastCodeStep: 0)
        let session = StaffSession(
            account: account, openedAt: .sample, seenAt: Instant.sample.advanced(byMinutes: seen))
        #expect(session.isOpen(at: Instant.sample.advanced(byMinutes: minutes)) == isOpen)
    }

    @Test func `a closed account has no open session`() {
        let account = StaffAccount(actorID: "lin", role: .hr, isClosed: true, lastCodeStep: 0)
        #expect(!StaffSession(account: account, openedAt: .sample, seenAt: .sample).isOpen(at: .sample))
    }

    @Test(
        arguments: [
            ("lin.hr", "lin.hr"), (" Lin.HR ", "lin.hr"), ("LIN", "lin"), ("", nil), ("林", nil), ("a b", "ab"),
            ("a/b", nil),
            (String(repeating: "x", count: 65), nil),
        ] as [(String, String?)])
    func `a name is read as people type it`(text: String, name: String?) {
        #expect(StaffAccount.name(text)?.text == name)
    }

    @Test(
        arguments: [
            ("correct horse battery", 48, true), ("correct horse battery", 33.1, false), ("正确的马电池订书钉很长", 90, false),
            ("正确的马电池订书钉很长很长", 90, true), ("short", 90, false), ("lin.zhiyuan.hr", 90, false),
            (String(repeating: "long ", count: 26), 90, false),
        ] as [(String, Double, Bool)])
    func `a password is long, not the name, and takes many guesses`(password: String, bits: Double, isGood: Bool) {
        #expect(StaffAccount.isChoosable(password, by: "lin.zhiyuan.hr", guessBits: bits) == isGood)
    }

    @Test func `nobody changes their own account`() {
        #expect(StaffAccount.refusal(to: "root", changing: "root")?.code == "own-account")
        #expect(StaffAccount.refusal(to: "root", changing: "lin") == nil)
    }
}
