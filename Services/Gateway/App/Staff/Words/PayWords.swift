import Domain

extension PageWords {
    /// The terms of an offer before it goes out.
    static let pay: PageWords = [
        "pay-title": Bilingual("待批薪资", "Pay to approve"),
        "pay-heading": Bilingual("发出录用通知前批准薪资", "Pay, before the offer goes out"),
        "pay-back": Bilingual("待决定", "To decide"),
        "pay-terms": Bilingual("录用条件", "The terms of the offer"),
        "pay-decided": Bilingual("录用决定：", "Decided by"),
        "pay-by-rule": Bilingual("规则", "a rule"),
        "pay-answer-by": Bilingual("请在此时间前答复：", "Please answer by"),
        "pay-own-decision": Bilingual(
            "这份录用由您决定，薪资需由另一人批准。", "You decided on this offer, so another person approves its pay."),
        "pay-approve": Bilingual("批准这些条件", "Approve these terms"),
        "pay-approve-hint": Bilingual(
            "批准后，系统按以上条件发出录用通知书。在此之前，应聘者不会得到任何通知。",
            "Once approved, the offer goes out on these very terms. Until then the candidate is told nothing."),
        "pay-return": Bilingual("退回人力资源", "Send back to HR"),
        "pay-objection": Bilingual("退回原因", "Why it is sent back"),
        "pay-objection-hint": Bilingual("人力资源会看到该原因并重新决定。", "HR reads this and decides anew."),
        "pay-no-objection": Bilingual("请选择退回原因。", "Please say why it is sent back."),
        "pay-approved": Bilingual("已由 {who} 批准，录用通知正在发出。", "Approved by {who}; the offer is going out."),
        "pay-sent-back": Bilingual("已由 {who} 退回：{why}。", "Sent back by {who}: {why}."),
        "pay-over": Bilingual(
            "这些条件不再等待批准：申请已结束、被撤回，或人力资源收回了决定。",
            "These terms wait no more: the application ended or was taken back, or HR took the decision back."),
        "pay-application-closed": Bilingual(
            "申请已结束，不能再批准。", "The application has ended; nothing can be approved any more."),
        "pay-no-pay-approval": Bilingual("这些条件不再等待批准。", "These terms wait for no approval any more."),
        "pay-other-terms": Bilingual(
            "条件在此期间有变，以下为现在的条件。", "The terms have changed meanwhile. These are the new ones."),
        "pay-already-decided": Bilingual("这些条件已有人决定。", "Somebody has decided about these terms already."),
        "objection-pay-over-budget": Bilingual("超出预算", "over the budget"),
        "objection-pay-out-of-band": Bilingual("超出该岗位的薪资范围", "outside the range for the post"),
        "objection-pay-probation-terms": Bilingual("试用期条件需要修改", "the probation terms have to change"),
        "objection-pay-benefits-unclear": Bilingual("福利需要说明", "the benefits need a word"),
        "objection-pay-terms-unclear": Bilingual("条件需要说明", "the terms need a word"),
    ]

    /// The terms of an offer, row by row.
    static let terms: PageWords = [
        "terms-position": Bilingual("岗位", "Position"),
        "terms-workplace": Bilingual("工作地点", "Place of work"),
        "terms-start": Bilingual("入职日期", "First day"),
        "terms-contract": Bilingual("合同期限", "Contract"),
        "terms-pay": Bilingual("月薪（税前）", "Pay a month"),
        "terms-probation": Bilingual("试用期", "Probation"),
        "terms-probation-pay": Bilingual("试用期月薪", "Pay a month in probation"),
        "terms-benefits": Bilingual("福利", "Benefits"),
        "terms-days": Bilingual("答复期限", "Time to answer"),
        "terms-none": Bilingual("无", "none"),
        "months": Bilingual("{months} 个月", "{months} months"),
        "days": Bilingual("{days} 天", "{days} days"),
        "contract-fixed-term": Bilingual("固定期限", "fixed term"),
        "contract-open-ended": Bilingual("无固定期限", "open-ended"),
        "contract-task-based": Bilingual("以完成一定工作任务为期限", "for a task"),
    ]
}
