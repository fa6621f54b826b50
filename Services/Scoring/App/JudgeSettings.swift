import Host
import Sandbox

/// Whether programs of candidates are run here, and how many at a time.
struct JudgeSettings: Sendable {
    let judgesCode: Bool
    let countMax: Int
    /// Where set-up has put the compiled header of the whole C++ library; nil: it is read from its sources.
    let headers: String?

    init(_ config: ConfigReader) async {
        let word = config.string("CODE_QUESTIONS", default: "refused")
        judgesCode = word == "judged"
        if word != "judged", word != "refused" { config.complain("CODE_QUESTIONS is neither judged nor refused") }
        countMax = config.int("JUDGE_COUNT", default: 2, in: 1...64)
        let folder = config.string("CODE_HEADERS_DIRECTORY", default: ".colloquy/headers")
        headers = Judge.headers(in: folder)
        guard judgesCode else { return }
        if await !Sandbox.isolates() {
            config.complain(
                "CODE_QUESTIONS=judged needs bubblewrap and namespaces, which this machine does not give: programs of "
                    + "strangers run nowhere else")
        }
        for program in ["/usr/bin/g++", "/usr/bin/python3"] where !Judge.isThere(program) {
            config.complain("CODE_QUESTIONS=judged needs \(program)")
        }
    }
}
