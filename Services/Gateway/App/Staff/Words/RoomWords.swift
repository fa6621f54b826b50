import Domain

extension PageWords {
    /// Who comes.
    static let starters: PageWords = [
        "starters-title": Bilingual("入职", "Starters"),
        "starters-heading": Bilingual("即将入职", "Who comes"),
        "starters-hint": Bilingual(
            "已发录用通知、正在签合同或已签合同的人，按入职日期排列；入职两周后不再显示。",
            "Everybody with an offer, a contract under way or a signed one, by the first day; two weeks after it they are gone from here."
        ),
        "starters-none": Bilingual("现在没有人。", "Nobody at present."),
        "starters-from": Bilingual("入职 {day}", "from {day}"),
        "starters-open": Bilingual("等待答复", "not answered yet"),
        "starters-accepted": Bilingual("已接受", "accepted"),
        "starters-declined": Bilingual("已谢绝", "declined"),
        "starters-contract": Bilingual("合同办理中", "contract under way"),
        "starters-signed": Bilingual("合同已签", "contract signed"),
        "starters-equipment": Bilingual("设备与账号", "Equipment and accounts"),
        "starters-workplace": Bilingual("工位与门禁", "Desk and access"),
        "starters-payroll": Bilingual("工资与社保", "Payroll and insurance"),
        "starters-ready": Bilingual("已备好", "ready"),
        "starters-missing": Bilingual("未备好", "not ready"),
        "starters-settle": Bilingual("标记为已备好", "Mark as ready"),
        "starters-unsettle": Bilingual("撤回", "Undo"),
        "starters-by": Bilingual("{who}，{time}", "{who}, {time}"),
        "starters-soon": Bilingual("还有 {count} 天", "in {count} days"),
        "starters-today": Bilingual("就是今天", "today"),
        "starters-letter": Bilingual("录用通知书", "Offer letter"),
    ]

    /// Who looked at what.
    static let audit: PageWords = [
        "audit-title": Bilingual("审计", "Audit"),
        "audit-heading": Bilingual("谁查看过哪些个人资料", "Who looked at personal data"),
        "audit-hint": Bilingual(
            "每次查看一行；记录只能追加，并已封存。内容本身不在其中。",
            "One row a look. It is only ever added to, and sealed; what was seen is not in it."),
        "delegation-list": Bilingual("谁代谁审批", "Who approves for whom"),
        "delegation-for-whom": Bilingual("代", "for"),
        "delegation-nobody": Bilingual("没有记录。", "Nobody did so far."),
        "delegation-ended": Bilingual("随账户或角色结束于 {at}", "ended with an account or a role {at}"),
        "delegation-ended-by": Bilingual("由 {who} 结束于 {at}", "ended by {who} {at}"),
        "audit-candidate": Bilingual("应聘者编号", "Candidate"),
        "audit-filter": Bilingual("筛选", "Filter"),
        "audit-none": Bilingual("没有记录。", "There is no such look."),
        "audit-older": Bilingual("更早的", "Older"),
    ]
}
