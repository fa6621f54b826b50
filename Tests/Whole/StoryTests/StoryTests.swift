import Foundation
import RunningHouse
import Testing

/// The whole way against the seven real processes, from outside: a Python client, kcat, HTTP, mails, signals.
@Suite(.serialized, .timeLimit(.minutes(15))) struct StoryTests {
    @Test func `the story goes the whole way, also when services are killed or asked to end, and keeps its secrets`()
        throws
    {
        let house = try RunningHouse.open("story")
        defer { house.close() }

        let story = try house.play()
        #expect(story.ends == ["chen": "hired", "carter": "held", "brooks": "turned down"])

        // Every public topic has records now, and none that a test broke.
        let readback = try house.foreign("readback", as: Readback.self)
        #expect(readback.faults == [])
        for (topic, found) in readback.topics { #expect(found.records > 0, "\(topic) is empty") }

        let writing = try house.scenario("writing", as: Writing.self)
        #expect(writing.draft && writing.isSecretKept)
        #expect(writing.runs["python"]?.verdicts == ["passed"] && writing.runs["cpp"]?.verdicts == ["passed"])
        #expect(writing.runs["loop"]?.verdicts == ["time-over"] && writing.runs["broken"]?.verdicts == ["not-compiled"])
        #expect(writing.scores["problem-solving"] == 50 && (writing.scores["service"] ?? 0) > 60)
        #expect(writing.reasons.contains("program-wrong-answer"))

        let crashes = try house.scenario("crashes", as: Crashes.self)
        #expect(crashes.kills == ["contracts", "scoring"])
        #expect(crashes.end == "hired")
        #expect(crashes.answersScored == crashes.answers)
        #expect(crashes.interviewsScored == 1)
        #expect(crashes.reports == 1)
        #expect(crashes.contractsDrafted == 1)
        #expect(crashes.contractsSigned == 1)
        #expect(crashes.ends == 1)

        let terminations = try house.scenario("terminations", as: Terminations.self)
        #expect(terminations.exitSecondsMax < 25)
        #expect(terminations.admitted == terminations.applications)
        #expect(terminations.invited == terminations.applications)
        #expect(terminations.ended == terminations.applications)
        #expect(terminations.notOnce.isEmpty)
        #expect(terminations.mails == terminations.applications)
        #expect(terminations.mailsTwice.isEmpty)
        #expect(terminations.deadLetters == 0)

        let erasures = try house.scenario("erasures", as: Erasures.self)
        #expect(erasures.ends == 2 && erasures.told == 2)
        #expect(erasures.reasons == ["candidate-erased"])
        #expect(erasures.reports == 0)
        #expect(erasures.mailsToErased == 0 && erasures.mailsAfterwards == 0)
        #expect(erasures.deadLetters == 0)

        let secrets = try house.scenario("secrets", as: Secrets.self)
        #expect(secrets.canFind, "the search itself must find what is in the topic that may hold it")
        #expect(secrets.searched > 30)
        #expect(secrets.found.isEmpty)
    }
}

struct Readback: Decodable {
    struct Found: Decodable {
        let records: Int
        let types: [String]
    }

    let topics: [String: Found]
    let faults: [String]
    /// `read`, or why the JavaScript SDK was left out.
    let javascript: String
}

private struct Writing: Decodable {
    struct Run: Decodable {
        let verdicts: [String]
        let seconds: Double
    }

    let draft: Bool
    let isSecretKept: Bool
    let runs: [String: Run]
    let scores: [String: Double]
    let reasons: [String]
}

private struct Crashes: Decodable {
    let end: String
    let kills: [String]
    let answers: Int
    let answersScored: Int
    let interviewsScored: Int
    let reports: Int
    let contractsDrafted: Int
    let contractsSigned: Int
    let ends: Int
}

private struct Terminations: Decodable {
    let applications: Int
    let exitSecondsMax: Double
    let admitted: Int
    let invited: Int
    let ended: Int
    let notOnce: [String]
    let mails: Int
    let mailsTwice: [String]
    let deadLetters: Int
}

private struct Erasures: Decodable {
    let ends: Int
    let told: Int
    let reasons: [String]
    let reports: Int
    let mailsToErased: Int
    let mailsAfterwards: Int
    let deadLetters: Int
}

private struct Secrets: Decodable {
    let canFind: Bool
    let searched: Int
    let found: [String]
}
