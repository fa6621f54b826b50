import Domain

extension PageWords {
    /// Who comes.
    static let starters: PageWords = [
        "starters-title": Bilingual("入职", "Starters"),
        "starters-heading": Bilingual("即将入职", "Who comes"),
        "starters-hint": Bilingual("已发录用通知或正在签合同的人。", "Everybody with an offer or a contract under way."),
        "starters-none": Bilingual("现在没有人。", "Nobody at present."),
        "starters-from": Bilingual("入职 {day}", "from {day}"),
        "starters-open": Bilingual("等待答复", "not answered yet"),
        "starters-accepted": Bilingual("已接受", "accepted"),
        "starters-declined": Bilingual("已谢绝", "declined"),
        "starters-contract": Bilingual("合同办理中", "contract under way"),
        "starters-signed": Bilingual("合同已签", "contract signed"),
        "starters-letter": Bilingual("录用通知书", "Offer letter"),
    ]

    /// Who looked at what.
    static let audit: PageWords = [
        "audit-title": Bilingual("审计", "Audit"),
        "audit-heading": Bilingual("谁查看过哪些个人资料", "Who looked at personal data"),
        "audit-hint": Bilingual(
            "每次查看一行；记录只能追加，并已封存。内容本身不在其中。",
            "One row a look. It is only ever added to, and sealed; what was seen is not in it."),
        "audit-candidate": Bilingual("应聘者编号", "Candidate"),
        "audit-filter": Bilingual("筛选", "Filter"),
        "audit-none": Bilingual("没有记录。", "There is no such look."),
        "audit-older": Bilingual("更早的", "Older"),
    ]
}
