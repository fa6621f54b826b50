import Domain

extension PageWords {
    /// Choosing from the list who is compared.
    static let choosing: PageWords = [
        "compare-choose": Bilingual("选中比较", "Compare"),
        "compare-choose-hint": Bilingual(
            "勾选 2 至 5 位应聘者，再按“并排比较”。", "Tick two to five candidates, then press “Compare side by side”."),
        "compare-choose-job": Bilingual(
            "先按职位筛选，即可勾选应聘者并排比较。", "Choose a job above, and its candidates can be ticked and compared side by side."),
        "compare-do": Bilingual("并排比较", "Compare side by side"),
    ]

    /// Candidates side by side.
    static let comparison: PageWords = [
        "comparison-title": Bilingual("并排比较", "Side by side"),
        "compare-heading": Bilingual("并排比较", "Side by side"),
        "compare-back": Bilingual("该职位的应聘列表", "Applications for this job"),
        "compare-hint": Bilingual(
            "每次查看都记入审计。列可在框内左右滚动。", "Each view is in the audit. The columns scroll inside their frame."),
        "compare-judge": Bilingual(
            "分数说明回答与岗位要求的吻合程度；误差之内的差别没有意义。由人来决定。",
            "Scores say how answers fit what the job asks for. A difference within the error means nothing. A person decides."
        ),
        "compare-candidate": Bilingual("应聘者", "Candidate"),
        "compare-fault-too-few": Bilingual(
            "请在列表中勾选至少 {min} 位应聘者（最多 {max} 位）。", "Tick at least {min} candidates in the list, and at most {max}."),
        "compare-fault-too-many": Bilingual(
            "一次最多比较 {max} 位应聘者（至少 {min} 位）。", "At most {max} candidates stand side by side, and at least {min}."),
        "compare-fault-other-job": Bilingual(
            "所选的应聘中有不属于该职位的；只能比较同一职位的应聘者。",
            "One of those chosen is no application for this job; only candidates for the same job are compared."),
        "compare-fault-erased": Bilingual(
            "所选应聘者中有人的资料已按要求删除，无法比较。", "The data of one of those chosen has been erased, so they cannot be compared."),
        "compare-stage": Bilingual("阶段", "Stage"),
        "compare-composite": Bilingual("综合分与建议", "Composite and recommendation"),
        "compare-standing": Bilingual("在该职位中的位置", "Place among the job's"),
        "compare-screening": Bilingual("简历条件", "Criteria of the résumé"),
        "compare-grades": Bilingual("人工评级", "Grades by people"),
        "compare-flags": Bilingual("请人工留意", "To be looked at"),
        "compare-weight": Bilingual("权重 {weight}%", "weight {weight}%"),
        "compare-no-report": Bilingual("还没有报告", "no report yet"),
        "compare-no-composite": Bilingual("内容不足，没有综合分", "insufficient: no composite"),
        "compare-insufficient": Bilingual("内容不足，未评分", "insufficient: no score"),
        "compare-not-measured": Bilingual("未测量", "not measured"),
        "compare-not-screened": Bilingual("尚未初筛", "not screened yet"),
        "compare-error": Bilingual("误差 ±{points} 分", "give or take {points} points"),
        "compare-range": Bilingual(
            "介于 {low} 与 {high} 之间（听辨不确定）", "between {low} and {high}, as words were heard unsurely"),
        "compare-percentile": Bilingual("高于约 {percentile}% 的人", "percentile {percentile}"),
        "compare-of": Bilingual("共 {count} 人有综合分", "of {count} with a composite"),
        "compare-too-few": Bilingual("人数太少，不作排位", "too few for a percentile"),
        "compare-of-at-least": Bilingual(
            "{count} 人有综合分，至少需要 {min} 人", "{count} with a composite; at least {min} are needed"),
        "compare-shown": Bilingual("体现的内容", "Shown"),
        "compare-lost": Bilingual("未体现的内容", "Not shown"),
        "compare-more": Bilingual("另有 {count} 项", "and {count} more"),
        "compare-met": Bilingual("{count} 项中符合 {met} 项", "{met} of {count} met"),
        "compare-required": Bilingual("{name}（必需）", "{name} (required)"),
        "compare-no-grades": Bilingual("无人评级", "nobody has graded"),
        "compare-held-back": Bilingual(
            "另有 {count} 个评级，您评过同样的回答之后才显示",
            "grades that show once you have graded the same answers: {count}"),
        "compare-look": Bilingual("请看", "Look at"),
        "compare-answer": Bilingual("题 {number}：{what}", "Q{number}: {what}"),
        "compare-no-flags": Bilingual("没有", "nothing"),
    ]
}
