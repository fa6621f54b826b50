import HTTP
import Postgres
import Telemetry

/// `/livez`, `/readyz` and `/metrics`, on a port of their own that is not for the outside.
struct Probes: Sendable {
    /// Sentences about what is not ready; empty: ready.
    let problems: @Sendable () async -> [String]
    /// Sentences about what waits although the service is ready.
    let notes: @Sendable () async -> [String]
    /// Brings gauges up to date before they are shown.
    let refresh: @Sendable () async -> Void

    var router: Router {
        Router([
            Route(
                .get, "/livez",
                RouteDocumentation("The process runs.", tag: "probes", answers: [.init(.ok, "It runs.")])
            ) { _ in
                .text("ok\n")
            },
            Route(
                .get, "/readyz",
                RouteDocumentation(
                    "Work can be taken.", tag: "probes",
                    answers: [
                        .init(.ok, "Ready; further lines say what waits."),
                        .init(.serviceUnavailable, "Not ready, with the reasons."),
                    ])
            ) { _ in
                let found = await problems()
                let notes = await notes()
                return found.isEmpty
                    ? .text((["ok"] + notes).joined(separator: "\n") + "\n")
                    : .text((found + notes).joined(separator: "\n") + "\n", status: .serviceUnavailable)
            },
            Route(
                .get, "/metrics",
                RouteDocumentation("Prometheus metrics.", tag: "probes", answers: [.init(.ok, "Text format 0.0.4.")])
            ) { _ in
                await refresh()
                return .bytes(Array(MetricsRegistry.shared.exposition().utf8), type: MetricsRegistry.contentType)
            },
        ])
    }
}
