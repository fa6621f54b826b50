import Host
import ScoringCore

/// Where a judge is reached: whoever speaks as OpenAI's `POST /v1/chat/completions` does.
struct ContentJudgeSettings: Sendable {
    /// Up to the version: `https://host/v1`.
    var address: String
    var model: String
    var key: String?
    /// For one answer.
    var secondsMax: Int
    /// At a time, of this process.
    var countMax: Int

    /// Nil unless `JUDGE_URL` is set.
    static func read(_ config: ConfigReader) -> ContentJudgeSettings? {
        let (address, model) = (config.optionalWebAddress("JUDGE_URL"), config.judgeModel())
        let settings = ContentJudgeSettings(
            address: address ?? "", model: model ?? "", key: config.optional("JUDGE_KEY"),
            secondsMax: config.int("JUDGE_SECONDS_MAX", default: 60, in: 1...600),
            countMax: config.int("JUDGE_TRANSFERS_MAX", default: 4, in: 1...64))
        guard address != nil else {
            if model != nil || settings.key != nil {
                config.complain("JUDGE_URL is not set, but JUDGE_MODEL or JUDGE_KEY is")
            }
            return nil
        }
        guard model != nil else {
            config.complain("JUDGE_MODEL is not set")
            return nil
        }
        if settings.key != nil, settings.address.hasPrefix("http://") {
            config.complain("JUDGE_KEY would go to JUDGE_URL unsealed: write https://")
        }
        return settings
    }
}

extension ContentJudgeSettings? {
    /// As decisions know it.
    var judging: Judging { map { .by(model: $0.model, promptVersion: JudgePrompt.version) } ?? .off }
}
