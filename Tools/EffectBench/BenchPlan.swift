import Host

/// What is measured; everything else is a setting of any service.
struct BenchPlan: Sendable {
    /// Events on `bench.in`.
    let eventCount: Int
    let filler: Filler

    init(_ settings: ConfigReader) {
        eventCount = settings.int("BENCH_EVENT_COUNT", default: 200_000, in: 1...100_000_000)
        let name = settings.string("BENCH_FILLER", default: "pieces")
        guard let filler = Filler(named: name) else { preconditionFailure("BENCH_FILLER is pieces, words or noise") }
        self.filler = filler
    }
}
