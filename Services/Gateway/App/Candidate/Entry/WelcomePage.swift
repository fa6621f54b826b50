import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What will happen, before anything happens.
    var welcome: Route {
        page(Self.welcomePage, roles: [Role.candidate(.interview)]) { try welcomeValues($0) }
    }

    static let welcomePage = CandidatePage(
        "welcome", path: "/i/welcome", step: .welcome, words: .entry, PackageResources.welcome_html)

    func welcomeValues(_ visit: PageVisit) throws -> [String: TemplateValue] {
        let interview = try visit.invited()
        let language = visit.language
        let plan = interview.plan
        let isRecorded = interview.isRecorded
        let needs = ["welcome-need-device", "welcome-need-net"] + (isRecorded ? ["welcome-need-place"] : [])
        let way =
            ["welcome-way-consent"] + (isRecorded ? ["welcome-way-devices"] : [])
            + ["welcome-way-questions", "welcome-way-end"]
        return [
            "jobTitle": .text(plan.jobTitle),
            "facts": .list(
                facts(of: interview, language).map { name, value in
                    .object(["name": .text(Self.welcomePage.say(name, in: language)), "value": .text(value)])
                }),
            "dimensions": .list(
                plan.dimensions.filter { $0.weight > 0 }.map { weighed in
                    .object([
                        "name": .text(DimensionNames.name(of: weighed.dimension, in: language)),
                        "about": .text(about(weighed.dimension, of: plan, language)),
                        "weight": .text("\(weighed.weight)"),
                    ])
                }),
            "who": .text(
                Self.welcomePage.say(
                    plan.policy.rejectsWithoutPerson ? "welcome-who-software" : "welcome-who-text", in: language)),
            "nothingYet": .text(say("welcome-nothing-yet", of: interview, language)),
            "needs": .list(needs.map { .text(say($0, of: interview, language)) }),
            "way": .list(way.map { .text(say($0, of: interview, language)) }),
            "does": .text(say("welcome-software-does", of: interview, language)),
            "otherWay": .text(say("welcome-other-text", of: interview, language)),
            "isBegun": .flag(interview.hasAgreed),
            "isAskedForHuman": .flag(interview.humanWayAskedAt != nil),
        ]
    }

    /// The word of this name, or the one that takes its place where nothing is recorded.
    private func say(_ name: String, of interview: InterviewSession, _ language: Language) -> String {
        let written = "\(name)-written"
        let hasOwn = !interview.isRecorded && PageWords.entry.table[written] != nil
        return Self.welcomePage.say(hasOwn ? written : name, in: language)
    }

    private func facts(of interview: InterviewSession, _ language: Language) -> [(String, String)] {
        let page = Self.welcomePage
        let plan = interview.plan
        let minutes = page.say("welcome-minutes", in: language, ["count": "\(interview.minutes)"])
        let retakes = plan.questions.map { interview.retakes(of: $0) }
        let (least, most) = (retakes.min() ?? 0, retakes.max() ?? 0)
        let takes = page.say(
            most > 0 ? "welcome-retakes" : interview.isRecorded ? "welcome-one-take" : "welcome-one-take-written",
            in: language,
            ["count": least == most ? "\(most)" : "\(least)–\(most)"])
        return [
            ("welcome-questions", "\(plan.questions.count)"), ("welcome-length", minutes),
            (interview.isRecorded ? "welcome-takes" : "welcome-takes-written", takes),
            ("welcome-until", door.time.text(interview.expiresAt, in: language)),
        ]
    }

    /// What a dimension looks at, in a sentence: one that questions ask about is assessed by their answers, any other by all.
    private func about(_ dimension: String, of plan: InterviewPlan, _ language: Language) -> String {
        let isAsked = plan.questions.contains { $0.competency == dimension }
        let name =
            dimension == "communication"
            ? "welcome-about-communication" : isAsked ? "welcome-about-other" : "welcome-about-all"
        return Self.welcomePage.say(name, in: language)
    }
}

extension InterviewSession {
    /// About how long it takes with the time to settle in, in whole minutes.
    var minutes: Int { (plan.questions.reduce(0) { $0 + answerSeconds(of: $1) } + 59) / 60 + 5 }
}
