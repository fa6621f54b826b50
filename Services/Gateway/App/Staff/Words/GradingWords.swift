import Domain

extension PageWords {
    /// Where a person judges the answers.
    static let grading: PageWords = [
        "grading-title": Bilingual("给回答评级", "Grade the answers"),
        "grading-heading": Bilingual("给回答评级", "Grade the answers"),
        "grading-hint": Bilingual(
            "先看、先听，再按各级的说明评级。您评过之后，才会看到系统的分数和别人的评级，以免受其影响。",
            "Watch and read first, then choose the level whose words fit. The machine's score and the grades of others show once you have graded, so that nobody is swayed."
        ),
        "grading-none": Bilingual("还没有回答。", "There is no answer yet."),
        "grading-question": Bilingual("题目", "Question"),
        "grading-captions": Bilingual("字幕", "Captions"),
        "grading-level": Bilingual("级别", "Level"),
        "grading-words": Bilingual("为什么（可空）", "Why, in a word (may be empty)"),
        "grading-save": Bilingual("评级", "Grade"),
        "grading-own": Bilingual("您评了 {level} 级。", "You gave level {level}."),
        "grading-machine": Bilingual(
            "系统评分：{score}（0–100，每 20 分一级）", "The machine's score: {score} (0 to 100; 20 points are a level)"),
        "grading-insufficient": Bilingual("内容不足以评分", "not enough to score"),
        "grading-other": Bilingual("{who} 评了 {level} 级", "{who} gave level {level}"),
        "grading-done-graded": Bilingual("评级已保存。", "Your grade is kept."),
    ]
}
