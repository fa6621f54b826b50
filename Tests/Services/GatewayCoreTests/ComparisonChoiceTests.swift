import Domain
import Events
import Testing

@testable import GatewayCore

/// Who may stand side by side.
struct ComparisonChoiceTests {
    @Test(
        arguments: [
            ([], .tooFew), (["app-1"], .tooFew), (["app-1", "app-1"], .tooFew), (["app-1", ""], .tooFew),
            (["a", "b", "c", "d", "e", "f"], .tooMany), (["app-1", "no identifier"], .otherJob),
        ] as [([String], ComparisonChoice.Fault)])
    func `a choice that is none says what is wrong`(asked: [String], fault: ComparisonChoice.Fault) {
        #expect(throws: fault) { try ComparisonChoice(asked) }
    }

    @Test(
        arguments: [
            (["b", "a"], ["b", "a"]), (["a", "b", "a", "", "c", "d", "e"], ["a", "b", "c", "d", "e"]),
        ] as [([String], [ApplicationID])])
    func `two to five stand in the order in which they were chosen, each once`(
        asked: [String], found: [ApplicationID]
    ) throws {
        #expect(try ComparisonChoice(asked).applicationIDs == found)
    }

    @Test func `only somebody of the job whose data is there is compared`() throws {
        var view = ApplicationView("app-1", at: .sample)
        #expect(throws: ComparisonChoice.Fault.otherJob) { try ComparisonChoice.check(nil, of: "job-1") }
        #expect(throws: ComparisonChoice.Fault.otherJob) { try ComparisonChoice.check(view, of: "job-1") }
        view.jobID = "job-2"
        #expect(throws: ComparisonChoice.Fault.otherJob) { try ComparisonChoice.check(view, of: "job-1") }
        view.jobID = "job-1"
        #expect(try ComparisonChoice.check(view, of: "job-1") == view)
        view.erasedAt = .sample
        #expect(throws: ComparisonChoice.Fault.erased) { try ComparisonChoice.check(view, of: "job-1") }
    }
}
