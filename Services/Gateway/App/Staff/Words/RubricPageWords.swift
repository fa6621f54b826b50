import Domain

extension PageWords {
    /// By what answers are judged: on the pages of a job and where people grade.
    static let rubrics: PageWords = [
        "part-rubric": Bilingual("评分标准", "Rubric"),
        "part-rubric-hint": Bilingual(
            "回答按这些要求计分，人按各级说明评级。没有要点和参考答案的题目才按这些要求计分。",
            "By these criteria answers are scored, by the levels people grade. The criteria count in questions that have neither topics nor a reference answer."
        ),
        "part-anchors": Bilingual("示范回答：题目", "Anchor answers: question"),
        "part-anchors-hint": Bilingual(
            "每级写两三个回答的样子，评级的人会在各级说明旁看到。它们不参与计分；保存后系统按同样的办法给它们打分，次序不对时告诉您。",
            "Write two or three answers as they sound on each level; whoever grades sees them beside the level. No score is made of them: once saved the machine scores them as it does answers, and you are told where its order is another."
        ),
        "rubric-heading": Bilingual("评分标准", "Rubrics"),
        "rubric-built-in": Bilingual("内置的评分标准", "the built-in rubric"),
        "rubric-none": Bilingual("没有自己的评分标准", "no rubric of its own"),
        "rubric-own": Bilingual("本职位自己的评分标准，版本 {version}", "a rubric of its own, version {version}"),
        "rubric-own-levels": Bilingual("本职位自己的级别说明", "levels of its own"),
        "rubric-version": Bilingual(
            "版本 {version}：由要求的内容得出，与分数一起保存。",
            "Version {version}: it follows from the criteria and is kept with the scores."),
        "rubric-borrowed": Bilingual(
            "“{dimension}”不是内置维度，也没有自己的评分标准：按“{lender}”的要求计分，按它的级别评级。",
            "{dimension} is none of the built-in dimensions and has no rubric of its own: it is scored by the criteria, and graded by the levels, of {lender}."
        ),
        "rubric-borrowed-criteria": Bilingual(
            "“{dimension}”不是内置维度，也没有自己的要求：按“{lender}”的要求计分。",
            "{dimension} is none of the built-in dimensions and has no criteria of its own: it is scored by those of {lender}."
        ),
        "rubric-borrowed-levels": Bilingual(
            "“{dimension}”不是内置维度，也没有自己的级别说明：按“{lender}”的级别评级。",
            "{dimension} is none of the built-in dimensions and has no levels of its own: it is graded by those of {lender}."
        ),
        "rubric-see": Bilingual("查看和编辑", "See and edit"),
        "rubric-copy": Bilingual("复制后编辑", "Copy it to edit"),
        "rubric-copy-hint": Bilingual("复制后保存才生效。", "The copy counts once it is saved."),
        "rubric-remove": Bilingual("恢复为内置的评分标准", "Go back to the built-in rubric"),
        "rubric-saved-hint": Bilingual(
            "保存后，已面试的人也按新标准重新评分；两份评分都保留。",
            "Once saved, whoever was interviewed is scored anew by it; both scorecards are kept."),
        "rubric-rows-hint": Bilingual(
            "没有名称、词语和示例的一项不保存；保存后会有新的空行。",
            "A criterion without a name, words and examples is left out; new empty rows come when you have saved."),
        "rubric-criteria": Bilingual("要求", "Criteria"),
        "rubric-criterion": Bilingual("要求 {number}", "Criterion {number}"),
        "rubric-criterion-points": Bilingual("{name}（{points} 分）", "{name} ({points} points)"),
        "rubric-found-by": Bilingual("由这些词语认出", "Recognised by"),
        "rubric-examples": Bilingual("例句", "Examples"),
        "rubric-points": Bilingual("分值（0–100，按比例）", "Points (0 to 100, as shares)"),
        "rubric-name-zh": Bilingual("名称（中文）", "Name (Chinese)"),
        "rubric-name-en": Bilingual("名称（英文）", "Name (English)"),
        "rubric-words-zh": Bilingual("词语（中文）", "Words (Chinese)"),
        "rubric-words-en": Bilingual("词语（英文）", "Words (English)"),
        "rubric-words-hint": Bilingual("用逗号分隔，最多 40 个。", "With commas, at most 40."),
        "rubric-examples-zh": Bilingual("例句（中文，可空）", "Examples (Chinese, may be empty)"),
        "rubric-examples-en": Bilingual("例句（英文，可空）", "Examples (English, may be empty)"),
        "rubric-examples-hint": Bilingual(
            "像候选人那样说，一行一句，最多 12 句；意思相近的回答也算。",
            "As candidates say it, one a line, at most 12; what is near in meaning counts as well."),
        "rubric-built-in-note": Bilingual(
            "现在按这份内置的评分标准；复制后可改成本职位自己的。",
            "This built-in rubric holds now. Copy it to make one that is this job's own."),
        "rubric-levels-heading": Bilingual("级别", "Levels"),
        "rubric-levels": Bilingual("级别（0–5，六级都写或都不写）", "Levels (0 to 5, all six or none)"),
        "rubric-level-0-zh": Bilingual("0 级（中文）", "Level 0 (Chinese)"),
        "rubric-level-1-zh": Bilingual("1 级（中文）", "Level 1 (Chinese)"),
        "rubric-level-2-zh": Bilingual("2 级（中文）", "Level 2 (Chinese)"),
        "rubric-level-3-zh": Bilingual("3 级（中文）", "Level 3 (Chinese)"),
        "rubric-level-4-zh": Bilingual("4 级（中文）", "Level 4 (Chinese)"),
        "rubric-level-5-zh": Bilingual("5 级（中文）", "Level 5 (Chinese)"),
        "rubric-level-0-en": Bilingual("0 级（英文）", "Level 0 (English)"),
        "rubric-level-1-en": Bilingual("1 级（英文）", "Level 1 (English)"),
        "rubric-level-2-en": Bilingual("2 级（英文）", "Level 2 (English)"),
        "rubric-level-3-en": Bilingual("3 级（英文）", "Level 3 (English)"),
        "rubric-level-4-en": Bilingual("4 级（英文）", "Level 4 (English)"),
        "rubric-level-5-en": Bilingual("5 级（英文）", "Level 5 (English)"),
        "rubric-why": Bilingual("来源或理由", "Source or reason"),
        "rubric-source": Bilingual("来源或理由", "Where it comes from, or why it is so"),
        "rubric-source-hint": Bilingual(
            "例如文献、岗位分析、与做得好的人的访谈。",
            "Such as a paper, an analysis of the job, or talks with people who do it well."),
        "anchor-answer": Bilingual("示范回答 {number}", "Anchor answer {number}"),
        "anchor-level": Bilingual("级别", "Level"),
        "anchor-text": Bilingual("回答", "Answer"),
        "anchor-rows-hint": Bilingual(
            "没有内容的一行不保存；每级最多 5 个。保存后会有新的空行。",
            "A row without words is left out; at most 5 a level. New empty rows come when you have saved."),
        "anchor-edit": Bilingual("示范回答", "Anchor answers"),
        "anchor-count": Bilingual("示范回答：{count}", "anchor answers: {count}"),
        "anchors-waiting": Bilingual(
            "系统正在给示范回答打分，看次序是否一致。请稍后再看。",
            "The machine is scoring the anchor answers to see whether it puts them in your order. Look again in a moment."
        ),
        "anchors-in-order": Bilingual(
            "系统给示范回答的分数与级别的次序一致。",
            "The machine's scores of the anchor answers come in the order of their levels."),
        "anchors-unscored": Bilingual(
            "{count} 个示范回答内容太少，无法评分，没有参加比较。",
            "Anchor answers with too little for a score, which were compared with none: {count}."),
        "anchors-differ": Bilingual(
            "系统与您的级别次序不一致；请看要求的词语和例句，或题目的要点：",
            "The machine puts them in another order than you. Look at the words and examples of the criteria, or at the question's topics:"
        ),
        "anchors-contradict": Bilingual(
            "题目 {question}：{high} 级的示范回答 {highNumber} 得 {highScore} 分，低于 {low} 级的示范回答 {lowNumber}（{lowScore} 分）。",
            "Question {question}: anchor answer {highNumber} of level {high} gets {highScore} points, fewer than {lowNumber} of level {low}, which gets {lowScore}."
        ),
        "grading-anchors": Bilingual("示范回答（{count}）", "Anchor answers ({count})"),
        "grading-criteria": Bilingual("系统按这些要求计分", "What the machine looks for"),
    ]
}
