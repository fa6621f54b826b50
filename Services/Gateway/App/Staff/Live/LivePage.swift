import Domain
import GatewayCore
import HTTP
import JSON
import Telemetry
import Templates

extension Gateway {
    private static let livePage = ConsolePage(
        "live", scripts: ["live.js"], words: .live, PackageResources.live_html)

    var liveRoutes: [Route] { [liveShown, liveStream] }

    /// Of streams, which are no work: being told does not keep somebody signed in.
    static let consoleStreamTag = "console-streams"
    static let streamSecondsMax = 300
    private static let lookMilliseconds = 2_000
    private static let sliceMilliseconds = 250
    private static let sessionLookSeconds = 15

    private static let streamsGauge = Gauge(
        label: "colloquy_live_streams", help: "Pages that are told of interviews under way as they go on.")

    private var liveShown: Route {
        consolePage("/hr/live", Self.livePage, for: .watchInterviews) { visit in
            let lines = try await liveLines(visit.reader)
            return [
                "isEmpty": .flag(lines.isEmpty), "language": .text(visit.language.rawValue),
                "lines": .list(
                    lines.map { line in
                        .object([
                            "id": .text(line.id), "job": .text(line.job), "step": .text(line.step),
                            "since": .text(line.since), "stuck": .optional(line.stuck),
                        ])
                    }),
            ]
        }
    }

    /// The same lines whenever they change, as server-sent events (WHATWG HTML, 9.2), for a few minutes; the browser comes again
    /// by itself.
    private var liveStream: Route {
        route(
            .get, "/hr/live/events",
            RouteDocumentation(
                "Interviews under way, told as they go on.", tag: Self.consoleStreamTag,
                roles: Role.may(.watchInterviews), answers: [.init(.ok, "text/event-stream.")])
        ) { request in
            let member = try request.member()
            let reader = consoleReader(request, member)
            return Response.stream(type: "text/event-stream; charset=utf-8") { writer in
                guard let ticket = liveStreams.enter(member.actorID) else {
                    return try await writer.write(Array("retry: 30000\nevent: full\ndata:\n\n".utf8))
                }
                defer {
                    liveStreams.leave(member.actorID, ticket)
                    Self.streamsGauge.set(liveStreams.count)
                }
                Self.streamsGauge.set(liveStreams.count)
                try await tell(writer, reader) { liveStreams.isOpen(member.actorID, ticket) }
            }
            .with("Cache-Control", "no-store").with("X-Accel-Buffering", "no")
        }
    }

    private func tell(
        _ writer: BodyWriter, _ reader: ConsoleReader, while isOpen: @Sendable () -> Bool
    ) async throws {
        try await writer.write(Array("retry: 2000\n\n".utf8))
        let end = ContinuousClock.now + .seconds(Self.streamSecondsMax)
        var last: [UInt8] = []
        var looked = ContinuousClock.now
        while ContinuousClock.now < end, isOpen() {
            let lines = try JSON.encode(try await liveLines(reader))
            if lines != last {
                try await writer.write(Array("event: live\ndata: ".utf8) + lines + Array("\n\n".utf8))
                last = lines
            }
            if ContinuousClock.now > looked + .seconds(Self.sessionLookSeconds) {
                // Who was signed out hears no more; a line without meaning finds out who has gone.
                if let token = reader.member?.token, try await staff.session(token, at: now(), isQuiet: true) == nil {
                    return
                }
                try await writer.write(Array(": \n\n".utf8))
                looked = .now
            }
            for _ in 0..<(Self.lookMilliseconds / Self.sliceMilliseconds) where isOpen() {
                try await Task.sleep(for: .milliseconds(Self.sliceMilliseconds))
            }
        }
    }

    struct LiveLine: Encodable, Sendable, Hashable {
        let id: String
        let job: String
        let step: String
        let since: String
        let stuck: String?
    }

    /// Who has waited longest for a sign first. Nobody's name: the application's page has it, and notes who looked.
    private func liveLines(_ reader: ConsoleReader) async throws -> [LiveLine] {
        let titles = try await jobTitles.all(records, at: now())
        let page = Self.livePage
        let language = reader.language
        return try await live.all().compactMap { seen -> (Instant, LiveLine)? in
            guard let standing = LiveStanding(seen.session, lastSignAt: seen.lastSignAt, at: now()) else { return nil }
            let since = door.time.text(standing.since, in: language)
            let line = LiveLine(
                id: seen.session.applicationID.text,
                job: titles[seen.session.jobID] ?? seen.session.jobID.text,
                step: words(standing.step, language),
                since: page.say("live-since", in: language, ["time": since]),
                stuck: standing.isStuck ? page.say("live-stuck", in: language) : nil)
            return (seen.lastSignAt, line)
        }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
    }

    private func words(_ step: LiveStanding.Step, _ language: Language) -> String {
        let page = Self.livePage
        switch step {
        case .deviceCheck: return page.say("live-check", in: language)
        case .handingIn: return page.say("live-handing-in", in: language)
        case .question(let number, let count, let state):
            return page.say(
                "live-question", in: language,
                [
                    "number": "\(number)", "count": "\(count)",
                    "state": page.say("live-state", state.rawValue, in: language),
                ])
        }
    }
}
