import Domain

extension PageWords {
    /// What the candidate asks for, and the rights over one's data.
    static let requests: PageWords = [
        "requests-title": Bilingual("提问与请求", "Questions and requests"),
        "requests-heading": Bilingual("提问或提出请求", "Ask us"),
        "requests-intro": Bilingual(
            "写给招聘人员，由人阅读和回答。答复会显示在本页，并发邮件通知您。",
            "This goes to our hiring team: a person reads and answers it. The answer shows here, and you get a mail."),
        "requests-kind": Bilingual("您想要", "What would you like?"),
        "kind-question": Bilingual("提一个问题", "Ask a question"),
        "kind-question-hint": Bilingual(
            "关于流程、评估、录用意向或合同", "About the process, the assessment, the offer or the contract"),
        "kind-human-review": Bilingual("请人查看我的评估", "A person's look at my assessment"),
        "kind-human-review-hint": Bilingual(
            "由人重新查看您的回答；在此之前不会只凭软件作出决定", "A person goes over your answers; nothing is decided by software alone"),
        "kind-correction": Bilingual("更正信息", "A correction"),
        "kind-correction-hint": Bilingual("我的资料或评估中有错误", "Something about me or my assessment is wrong"),
        "kind-accommodation": Bilingual("面试便利安排", "Accommodations for the interview"),
        "kind-accommodation-hint": Bilingual(
            "例如更多时间、再录一次、书面作答、字幕。无需说明原因或提供证明",
            "Such as more time, further takes, answers in writing, captions. You need not say why or prove anything"),
        "kind-human-way": Bilingual("改为人工面试", "An interview with a person"),
        "kind-human-way-hint": Bilingual("不录制视频，不影响您的申请", "Without recording; it does not count against you"),
        "kind-erasure": Bilingual("删除我的资料", "Erasure of my data"),
        "kind-withdrawal": Bilingual("撤回申请", "Taking back my application"),
        "requests-words": Bilingual("请写下您的问题或请求", "Your words"),
        "requests-send": Bilingual("发送", "Send"),
        "requests-due": Bilingual("最迟答复：{due}", "You get an answer by {due}"),
        "requests-mine": Bilingual("我提出的", "What you asked"),
        "requests-none": Bilingual("还没有。", "Nothing so far."),
        "requests-sent": Bilingual("已发送。我们会在 {due} 前答复您。", "Sent. You get an answer by {due}."),
        "request-open": Bilingual("等待答复", "Waiting for an answer"),
        "request-answered": Bilingual("已答复", "Answered"),
        "request-done": Bilingual("已办理", "Done"),
        "request-refused": Bilingual("未能同意", "Not agreed to"),
        "request-you": Bilingual("您", "You"),
        "request-we": Bilingual("我们", "We"),
        "fault-words": Bilingual("请写下您的问题或请求。", "Please say in words what you would like."),
        "fault-kind": Bilingual("请选择一项。", "Please choose one."),
        "fault-many": Bilingual(
            "您已有多个请求在等待答复，请先等我们答复。", "Several of your requests are still waiting; please wait for the answers first."),

        "rights-title": Bilingual("我的资料与选择", "My data and choices"),
        "rights-heading": Bilingual("我的资料与选择", "My data and choices"),
        "rights-pool": Bilingual("人才库", "Talent pool"),
        "rights-pool-in": Bilingual(
            "您在人才库中：有合适的职位时我们会想起您。", "You are in our talent pool: we may think of you for other openings."),
        "rights-pool-out": Bilingual("您不在人才库中。", "You are not in our talent pool."),
        "rights-pool-join": Bilingual("同意加入人才库", "Agree and join"),
        "rights-pool-leave": Bilingual("退出人才库", "Leave the talent pool"),
        "rights-consent": Bilingual("我的同意", "My consent"),
        "rights-consent-text": Bilingual(
            "查看您同意了什么，或者撤回。", "See what you agreed to, or take it back."),
        "rights-consent-go": Bilingual("查看我的同意", "See my consent"),
        "rights-withdraw": Bilingual("撤回申请", "Take back the application"),
        "rights-withdraw-text": Bilingual("不再继续这次申请。", "If you do not want to go on with this application."),
        "rights-withdraw-go": Bilingual("撤回申请…", "Take it back …"),
        "rights-erasure": Bilingual("删除我的资料", "Erase my data"),
        "rights-erasure-text": Bilingual("要求我们删除关于您的所有个人信息。", "Ask us to erase everything personal about you."),
        "rights-erasure-go": Bilingual("删除我的资料…", "Erase my data …"),

        "withdraw-title": Bilingual("撤回申请", "Take back the application"),
        "withdraw-heading": Bilingual("撤回您的申请？", "Take back your application?"),
        "withdraw-means": Bilingual(
            "申请会立即结束，面试、录用意向和未签的合同都不再有效。您可以以后再申请。",
            "It ends at once: the interview, an offer and a contract that is not signed are over. You can apply again later."
        ),
        "withdraw-words": Bilingual("愿意告诉我们原因吗？（可不填）", "Would you tell us why? (optional)"),
        "withdraw-sure": Bilingual("是的，我要撤回申请", "Yes, I take my application back"),
        "withdraw-do": Bilingual("撤回申请", "Take it back"),
        "withdraw-keep": Bilingual("不撤回", "Keep my application"),
        "withdraw-unsure": Bilingual("请先勾选确认。", "Please tick the box to confirm."),
        "withdrawn-note": Bilingual(
            "您的申请已撤回。谢谢您的时间。", "Your application has been taken back. Thank you for your time."),

        "erasure-title": Bilingual("删除我的资料", "Erase my data"),
        "erasure-heading": Bilingual("删除您的资料", "Erase your data"),
        "erasure-means": Bilingual("这意味着", "What this means"),
        "erasure-1": Bilingual(
            "简历、录像、文字稿、评估和联系方式会被删除，无法恢复。",
            "Your résumé, recordings, transcripts, assessments and contact details are deleted for good."),
        "erasure-2": Bilingual("正在进行的申请会结束。", "Applications that are under way end."),
        "erasure-3": Bilingual(
            "法律要求保存的内容（例如已签的劳动合同）会单独封存，到期删除。",
            "What the law tells us to keep, such as a signed contract, is kept apart and deleted when its time is over."
        ),
        "erasure-4": Bilingual("由人处理，最迟 {days} 天内完成。", "A person sees to it, within {days} days."),
        "erasure-code": Bilingual(
            "为了确认是您本人，我们会把一次性验证码发到您的邮箱。", "To be sure that it is you, we send a one-time code to your mail."),
        "erasure-ask": Bilingual("要求删除", "Ask for erasure"),
        "erasure-asked": Bilingual("已收到您的要求。我们会在 {due} 前办理并告诉您。", "We have your request and see to it by {due}."),
        "code-confirm": Bilingual("确认", "Confirm"),
    ]
}
