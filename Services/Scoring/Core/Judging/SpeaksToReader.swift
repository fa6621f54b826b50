import Domain

/// Whether an answer may be speaking to whoever reads it. Wider than what the formula passes over as spoken to the scorer: here nobody
/// loses a point by a wrong guess, the answer is merely shown to no judge.
package func maySpeakToReader(_ transcript: Transcript) -> Bool {
    let tokens = tokens(of: transcript)
    return (readerCues[transcript.language] ?? []).contains { cue in
        tokens.indices.contains { isThere(cue, at: $0, in: tokens) }
    }
}

private let readerCues: [Language: [[String]]] = [
    .english: [
        "instruction", "evaluator", "automatic evaluation", "this evaluation", "grader", "rubric", "criterion",
        "criteria",
        "full marks", "ten out of ten", "test mode", "developer mode", "every category", "this sentence",
        "this message",
        "this text", "ai that reads", "system prompt", "your prompt", "disregard", "ignore", "you are required",
        "you must",
        "json", "say yes", "answer yes",
    ].map(phrase),
    .chinese: [
        "评分", "打分", "满分", "指令", "提示词", "测试模式", "开发者模式", "评委", "标准答案", "候选人", "忽略", "无视", "本回答", "这份回答",
        "这段话", "系统管理员", "每一项都",
    ].map(phrase),
]
