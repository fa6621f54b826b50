import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// The look at the device before the first question. What it finds stays in the browser: it helps and decides nothing.
    var deviceRoutes: [Route] { [devices, probe, start] }

    private var devices: Route {
        page(Self.devicesPage, roles: [Role.candidate(.interview)]) { visit in
            let interview = try visit.invited()
            guard interview.isRecorded, interview.agrees(to: .recording) else { throw Problem.notAtThisStage }
            let spoken = interview.plan.questions.first?.language ?? visit.language
            return [
                "isStarted": .flag(interview.startedAt != nil),
                "spokenTag": .text(spoken == .chinese ? "zh-CN" : "en"),
                "practice": .text(Self.devicesPage.say("devices-practice-question", in: spoken)),
            ]
        }
    }

    /// Takes bytes and forgets them: how fast they come is what the page wants to know.
    private var probe: Route {
        route(
            .post, "/i/devices/probe",
            RouteDocumentation(
                "Send bytes to measure the line; they are thrown away.", tag: "pages",
                roles: [Role.candidate(.interview)], request: .init("application/octet-stream", .binary),
                answers: [.init(.noContent, "They came.")]),
            limits: RouteLimits(bodyBytesMax: Self.probeBytesMax)
        ) { request in
            for try await _ in request.bodyStream {}
            return Response(.noContent)
        }
    }

    private static let probeBytesMax = 512 * 1024

    /// Opens the questions.
    private var start: Route {
        form("/i/start", roles: [Role.candidate(.interview)]) { visit, _ in
            try await takeSeat(visit, isConfirmed: false)
            try await startInterview(visit)
            return .go("/i/home")
        }
    }

    func startInterview(_ visit: PageVisit) async throws {
        let body = StartInterview(identityConfirmedAt: visit.visitor.device.identityConfirmedAt)
        _ = try await accept(body, key: visit.visitor.application.text, visit.request)
    }

    private static let devicesPage = CandidatePage(
        "devices", path: "/i/devices", step: .devices, scripts: ["devices.js"], words: .devices,
        PackageResources.devices_html)
}
