import Domain

extension PageWords {
    /// Where a request stands.
    static let standing: PageWords = [
        "request-open": Bilingual("待处理", "open"),
        "request-answered": Bilingual("已答复", "answered"),
        "request-done": Bilingual("已完成", "done"),
        "request-refused": Bilingual("已拒绝", "refused"),
    ]

    /// The inbox.
    static let inbox: PageWords = [
        "inbox-title": Bilingual("收件箱", "Inbox"),
        "inbox-heading": Bilingual("应聘者的请求", "What candidates ask for"),
        "inbox-status": Bilingual("状态", "Standing"),
        "inbox-kind": Bilingual("类型", "Kind"),
        "inbox-all": Bilingual("全部", "All"),
        "inbox-filter": Bilingual("筛选", "Filter"),
        "inbox-none": Bilingual("没有这样的请求。", "There is no such request."),
        "inbox-next": Bilingual("更多", "More"),
    ]

    /// One request.
    static let wish: PageWords = [
        "wish-title": Bilingual("请求", "Request"),
        "wish-back": Bilingual("收件箱", "Inbox"),
        "wish-who": Bilingual("应聘者", "Candidate"),
        "wish-nameless": Bilingual("（姓名不可读）", "(no name can be shown)"),
        "wish-status": Bilingual("状态", "Standing"),
        "wish-made": Bilingual("提出时间", "Asked"),
        "wish-due": Bilingual("期限", "Due"),
        "wish-words": Bilingual("应聘者写道", "The candidate wrote"),
        "wish-answered": Bilingual("我们的答复", "Our answer"),
        "hint-question": Bilingual("请用简单的语言回答。", "Answer in plain words."),
        "hint-human-review": Bilingual(
            "请一位没有参与评分设置的人查看面试和报告，再把结论告诉应聘者。",
            "Have a person look at the interview and the report, and tell the candidate what came of it."),
        "hint-correction": Bilingual("核实后更正，或说明为何资料无误。", "Check it, then correct it or say why it is right."),
        "hint-accommodation": Bilingual(
            "健康信息只用于此处；同意后立即生效，应聘者会收到通知。",
            "What is said of health is for this alone. What is granted holds at once, and the candidate is told."),
        "hint-human-way": Bilingual(
            "请联系应聘者安排面谈；面试不会因此过期。", "Arrange a talk in person; the interview does not run out of time meanwhile."),
        "hint-erasure": Bilingual(
            "由有权限的人执行删除（见运维文档），完成后在此标记。",
            "Erasing is done by the API or `colloquy erase`; say here when it is done."),
        "hint-withdrawal": Bilingual("申请已结束，这里只保留原因。", "The application has ended; this only keeps the reason."),
        "fault-words": Bilingual("请写下答复；拒绝时还需要选择原因。", "Write an answer; to refuse, choose a reason as well."),
        "fault-long": Bilingual("最多 4000 个字符。", "At most 4,000 characters can be sent."),
        "settle-heading": Bilingual("处理", "Settle it"),
        "settle-hint": Bilingual(
            "应聘者会收到一封不含内容的邮件，并在自己的页面上读到您写的文字。",
            "The candidate gets a mail that says there is an answer, and reads your words on their own page."),
        "settle-status": Bilingual("结果", "What becomes of it"),
        "settle-answered": Bilingual("答复", "Answer"),
        "settle-done": Bilingual("已按请求完成", "It is done as asked"),
        "settle-refused": Bilingual("拒绝并说明", "Refuse, and say why"),
        "settle-reason": Bilingual("拒绝的原因（记录用）", "Reason of a refusal, for the record"),
        "settle-text": Bilingual("写给应聘者", "To the candidate"),
        "settle-send": Bilingual("发送", "Send"),
        "refusal-not-possible": Bilingual("无法实现", "It is not possible"),
        "refusal-not-inaccurate": Bilingual("资料无误", "It is not inaccurate"),
        "refusal-kept-by-law": Bilingual("法律要求保存", "The law says to keep it"),
        "refusal-already-done": Bilingual("已经处理过", "It was done before"),
        "refusal-not-understood": Bilingual("无法理解请求", "It cannot be understood"),
        "grant-heading": Bilingual("同意便利安排", "Grant accommodations"),
        "grant-hint": Bilingual("对剩余的面试立即生效。", "They hold for the rest of the interview at once."),
        "grant-time": Bilingual("延长时间（%）", "More time, percent"),
        "grant-takes": Bilingual("额外重录次数", "More takes of each question"),
        "grant-text": Bilingual("可以书面回答", "Answers may be written"),
        "grant-captions": Bilingual("播放自己的回答时显示字幕", "Captions when playing one's answers"),
        "grant-send": Bilingual("同意", "Grant"),
        "done-settled": Bilingual("已发送。", "Sent."),
        "done-granted": Bilingual("已同意，应聘者会收到通知。", "Granted; the candidate is told."),
    ]
}
