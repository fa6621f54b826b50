import Domain

extension PageWords {
    /// Codes of events as people read them. A code without a word stands for itself.
    static let codes: PageWords = [
        "nameless": Bilingual("（姓名已删除或不可读）", "(no name can be shown)"),
        "stage-none": Bilingual("未受理", "Not taken in"),
        "stage-screening": Bilingual("初筛", "Screening"),
        "stage-interview": Bilingual("视频面试", "Interview"),
        "stage-scoring": Bilingual("评分中", "Scoring"),
        "stage-review": Bilingual("待人工决定", "Held for a person"),
        "stage-human-interview": Bilingual("面谈", "Talk in person"),
        "stage-second-interview": Bilingual("复试", "Second interview"),
        "stage-offer": Bilingual("录用通知", "Offer"),
        "stage-contract": Bilingual("合同", "Contract"),
        "stage-closed": Bilingual("已结束", "Ended"),
        "outcome-hired": Bilingual("已录用", "Hired"),
        "outcome-rejected": Bilingual("已婉拒", "Turned down"),
        "outcome-withdrawn": Bilingual("应聘者已撤回", "Taken back by the candidate"),
        "outcome-refused": Bilingual("未受理", "Not taken in"),
        "outcome-expired": Bilingual("已过期", "Ran out of time"),
        "outcome-declined": Bilingual("应聘者谢绝", "Declined by the candidate"),
        "recommendation-recommend": Bilingual("推荐", "recommended"),
        "recommendation-hold": Bilingual("待定", "on hold"),
        "recommendation-not-recommend": Bilingual("不推荐", "not recommended"),
        "screening-pass": Bilingual("初筛：通过", "screening: pass"),
        "screening-review": Bilingual("初筛：需人工", "screening: a person looks"),
        "screening-reject": Bilingual("初筛：不符合", "screening: criteria not met"),
        "proposal-human-interview": Bilingual("建议面谈", "a talk in person is proposed"),
        "proposal-second-interview": Bilingual("建议复试", "a second interview is proposed"),
        "proposal-offer": Bilingual("建议录用", "an offer is proposed"),
        "proposal-thank": Bilingual("建议婉拒", "turning down is proposed"),
        "proposal-thank-and-pool": Bilingual("建议婉拒并邀请加入人才库", "turning down and asking for the talent pool is proposed"),
        "proposal-hold": Bilingual("建议暂缓", "holding is proposed"),
        "why-screening-unclear": Bilingual("仅凭简历无法得出结论", "the résumé alone did not settle it"),
        "why-confirm-rejection": Bilingual("婉拒需要人工确认", "turning down needs a person"),
        "why-confirm-offer": Bilingual("录用需要人工确认", "an offer needs a person"),
        "why-rule-hold": Bilingual("规则要求暂缓", "a rule says to hold"),
        "why-rule-gap": Bilingual("没有规则适用于该结果", "no rule covers this result"),
        "why-insufficient-evidence": Bilingual("面试内容不足以评分", "the interview does not give enough to score"),
        "why-question-unanswered": Bilingual(
            "有题目没有答成，请补问", "a question could not be answered; please ask it in person"),
        "why-answer-flagged": Bilingual("有回答需要人工查看", "an answer should be looked at by a person"),
        "why-second-interview-overdue": Bilingual(
            "复试安排已超过 24 小时", "the second interview has waited for more than 24 hours"),
        "why-no-interview-plan": Bilingual("该职位没有面试题", "the job has no questions"),
        "why-no-ai-consent": Bilingual("应聘者不同意由系统评分", "the candidate wants no scoring by machine"),
        "why-ai-consent-withdrawn": Bilingual("应聘者撤回了由系统评分的同意", "the consent to scoring by machine was taken back"),
        "why-human-way-requested": Bilingual(
            "应聘者不希望录制，请安排其他方式", "the candidate does not want to be recorded; arrange another way"),
        "why-contract-returned": Bilingual("合同草案被退回", "the draft contract was sent back"),
        "why-contract-blocked": Bilingual("合同未通过合规检查", "the contract did not pass its checks"),
        "why-report-overdue": Bilingual("面试报告逾期未生成", "the report is overdue"),
        "why-no-offer-terms": Bilingual("该职位没有录用条件", "the job has no terms of an offer"),
        "why-invitation-undelivered": Bilingual("面试邀请未能送达", "the invitation was not delivered"),
        "why-offer-undelivered": Bilingual("录用通知未能送达", "the offer was not delivered"),
        "why-offer-delivered-late": Bilingual("录用通知送达太晚", "the offer was delivered late"),
        "why-held": Bilingual("由人工暂缓", "held by a person"),
    ]

    /// What candidates may ask for, and by when it is to be settled.
    static let kinds: PageWords = [
        "kind-question": Bilingual("提问", "A question"),
        "kind-human-review": Bilingual("请求人工复核", "A person's look at the assessment"),
        "kind-correction": Bilingual("更正资料", "A correction"),
        "kind-accommodation": Bilingual("便利安排", "Accommodations"),
        "kind-human-way": Bilingual("不录制的面试方式", "An interview with a person instead of a recording"),
        "kind-erasure": Bilingual("删除资料", "Erasure"),
        "kind-withdrawal": Bilingual("撤回申请", "Application taken back"),
        "due": Bilingual("请在 {due} 前处理", "due {due}"),
        "due-late": Bilingual("已逾期：{due}", "overdue since {due}"),
    ]
}
