import Domain
import Events

/// What was measured in a written answer, on one line.
enum WrittenWords {
    static func facts(_ written: WrittenObservation, in answered: Language, _ language: Language) -> String {
        var facts: [Bilingual] = []
        switch written.form {
        case .text, .video: facts.append(Bilingual("书面回答", "Written answer"))
        case .code:
            let name = written.codeLanguage.map(name)
            facts.append(Bilingual("程序" + (name.map { "（\($0)）" } ?? ""), "Program" + (name.map { " in \($0)" } ?? "")))
        }
        if let count = written.wordCount {
            facts.append(
                answered == .chinese
                    ? Bilingual("\(count) 字", "\(count) characters")
                    : Bilingual("\(count) 词", "\(count) word\(count == 1 ? "" : "s")"))
        }
        if let examples = written.examples, !examples.isEmpty {
            let passed = examples.count { $0.verdict == .passed }
            facts.append(
                Bilingual("通过隐藏用例 \(passed)/\(examples.count)", "\(passed) of \(examples.count) hidden examples passed")
            )
            facts += examples.map { example in
                let time = example.milliseconds.map { " (\($0) ms)" } ?? ""
                let verdict = words(example.verdict)
                return Bilingual(
                    "用例 \(example.number)：\(verdict[.chinese])\(time)",
                    "example \(example.number): \(verdict[.english])\(time)")
            }
        }
        return facts.map { $0[language] }.joined(separator: " · ")
    }

    private static func name(_ language: CodeLanguage) -> String {
        switch language {
        case .python: "Python"
        case .cpp: "C++"
        }
    }

    private static func words(_ verdict: CodeVerdict) -> Bilingual {
        switch verdict {
        case .passed: Bilingual("通过", "passed")
        case .wrongAnswer: Bilingual("结果错误", "wrong answer")
        case .timeOver: Bilingual("超时", "time over")
        case .memoryOver: Bilingual("内存超限", "memory over")
        case .outputOver: Bilingual("输出超限", "too much output")
        case .crashed: Bilingual("运行崩溃", "crashed")
        case .notCompiled: Bilingual("编译失败", "did not compile")
        }
    }
}
