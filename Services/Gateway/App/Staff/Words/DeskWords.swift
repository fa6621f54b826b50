import Domain

extension PageWords {
    /// The first view.
    static let desk: PageWords = [
        "desk-title": Bilingual("待决定", "To decide"),
        "desk-heading": Bilingual("待决定", "To decide"),
        "desk-quiet": Bilingual("现在没有等待您处理的事项。", "Nothing waits for you now."),
        "desk-more": Bilingual("查看全部", "See all"),
        "desk-review": Bilingual("等待人工决定", "Held for a person"),
        "desk-review-hint": Bilingual(
            "规则或应聘者的请求要求由人来决定；等待最久的在前。", "A rule or the candidate asks for a person; the longest wait first."),
        "desk-talk": Bilingual("面谈", "Talks in person"),
        "desk-talk-hint": Bilingual("面谈之后：录用、复试或婉拒。", "After the talk: an offer, a second interview or a rejection."),
        "desk-second": Bilingual("复试", "Second interviews"),
        "desk-second-hint": Bilingual("应在 24 小时内安排。", "To be arranged within 24 hours."),
        "desk-approve": Bilingual("等待审批的合同", "Contracts to approve"),
        "desk-approve-hint": Bilingual("请阅读草案后批准或退回。", "Read the draft, then approve it or send it back."),
        "desk-pay": Bilingual("待批薪资", "Pay to approve"),
        "desk-pay-hint": Bilingual(
            "录用通知发出前，请批准或退回其条件。", "Approve the terms before the offer goes out, or send them back."),
        "pay-due": Bilingual("请在 {due} 前答复", "to be answered by {due}"),
        "desk-starters": Bilingual("两周内入职、尚未备好", "Coming within two weeks and not prepared"),
        "desk-starters-hint": Bilingual("请备好后在“入职”中标记。", "Mark under Starters what is ready."),
        "desk-requests": Bilingual("应聘者的请求", "Candidates' requests"),
        "desk-requests-hint": Bilingual("最紧急的在前。", "The most urgent first."),
        "desk-keys": Bilingual("{count} 个程序密钥即将到期", "{count} keys of programs end soon"),
        "desk-keys-look": Bilingual("查看密钥", "Look at the keys"),
    ]

    /// The list.
    static let applications: PageWords = [
        "applications-title": Bilingual("应聘列表", "Applications"),
        "applications-heading": Bilingual("应聘列表", "Applications"),
        "applications-job": Bilingual("职位", "Job"),
        "applications-stage": Bilingual("阶段", "Stage"),
        "applications-all": Bilingual("全部", "All"),
        "applications-filter": Bilingual("筛选", "Filter"),
        "applications-none": Bilingual("没有符合条件的应聘。", "There is no such application."),
        "applications-older": Bilingual("更早的", "Older"),
        "applications-first": Bilingual("回到最新", "Back to the newest"),
        "applications-name": Bilingual("姓名", "Name"),
        "applications-search": Bilingual("查找", "Find"),
        "applications-name-hint": Bilingual(
            "整个姓名、姓或名，也可用拼音或首字母：王小明、wang xiaoming、wxm。",
            "All of it, or one of its words as a whole; Chinese names also as they are read: lopez, 王小明, wangxiaoming, wxm."
        ),
        "applications-not-found": Bilingual("没有叫这个名字的应聘者。", "Nobody of this name has applied."),
        "applications-full": Bilingual("只显示最新的 50 个，请输入更多的字。", "These are the newest 50: type more of the name."),
    ]
}
