import Domain

extension PageWords {
    /// Lists that are kept under a name.
    static let views: PageWords = [
        "views-title": Bilingual("已存视图", "Saved views"),
        "views-heading": Bilingual("已存视图", "Saved views"),
        "views-hint": Bilingual(
            "视图保存的是筛选条件和排序，不是当时的列表；链接就是普通网址。名称请勿写应聘者姓名。",
            "A view keeps filters and order, not the list of that moment, and its link is a plain address. Name no candidate in it."
        ),
        "views-none": Bilingual(
            "还没有视图。请在应聘列表中筛选后保存。", "There is none yet. Filter the list of applications and keep it."),
        "views-back": Bilingual("应聘列表", "Applications"),
        "views-name": Bilingual("名称", "Name"),
        "views-rename": Bilingual("改名", "Rename"),
        "views-share": Bilingual("与所有人共享", "Share with all"),
        "views-unshare": Bilingual("取消共享", "No longer share"),
        "views-shared": Bilingual("已共享", "shared"),
        "views-delete": Bilingual("删除", "Delete"),
        "views-by": Bilingual("{who} 共享", "shared by {who}"),
        "views-manage": Bilingual("管理视图", "Rename or delete"),
        "views-keep": Bilingual("保存当前视图", "Keep this view"),
        "views-keep-do": Bilingual("保存", "Keep"),
        "views-keep-shared": Bilingual("与所有人共享", "Share it with all"),
        "done-view": Bilingual("视图已保存。", "The view is kept."),
        "views-fault-nameless": Bilingual("请填写名称。", "Give it a name."),
        "views-fault-long": Bilingual("名称最多 {count} 个字符。", "A name has at most {count} characters."),
        "views-fault-taken": Bilingual("您已有同名视图。", "You have a view of this name."),
        "views-fault-full": Bilingual(
            "最多保存 {count} 个视图，请先删除一个。", "You keep {count} views, which is the most: delete one first."),
        "views-fault-shared-full": Bilingual(
            "最多共享 {count} 个视图，请先取消一个的共享。",
            "There are {count} shared views, which is the most: end the sharing of one first."),
    ]

    /// Filters of the list besides job and stage.
    static let filters: PageWords = [
        "filter-order": Bilingual("排序", "Order"),
        "filter-order-newest": Bilingual("最新的在前", "the newest first"),
        "filter-order-longest-waiting": Bilingual("等待最久的在前（未结束的）", "the longest wait first (not ended)"),
        "filter-order-composite": Bilingual("综合分最高的在前", "the highest composite first"),
        "filter-more": Bilingual("更多筛选", "More filters"),
        "filter-held": Bilingual("等待人工决定", "Held for a person"),
        "filter-held-any": Bilingual("任何原因", "for any reason"),
        "filter-least": Bilingual("综合分不低于", "Composite from"),
        "filter-most": Bilingual("综合分不高于", "Composite to"),
        "filter-from": Bilingual("收到日期起", "Received from"),
        "filter-through": Bilingual("收到日期止", "Received to"),
        "filter-language-of": Bilingual("应聘者语言", "Candidate's language"),
        "filter-language-zh": Bilingual("中文", "Chinese"),
        "filter-language-en": Bilingual("英文", "English"),
        "filter-request": Bilingual("有未处理的请求", "asks for something that is not settled"),
        "filter-left-out": Bilingual(
            "以下条件无法理解或不对您开放，列表未按其筛选：{names}", "Not understood, or not for you, so the list is shown without it: {names}"
        ),
        "filter-stage": Bilingual("阶段", "Stage"),
        "filter-job": Bilingual("职位", "Job"),
    ]

    /// A job's applications by stage.
    static let board: PageWords = [
        "board-title": Bilingual("阶段看板", "Stage board"),
        "board-hint": Bilingual(
            "每个阶段的人数，以及等待最久的几位。点阶段名称查看全部。",
            "How many stand at each stage, and who waits longest there. Press a stage to see all of it."),
        "board-back": Bilingual("返回职位", "Back to the job"),
        "board-more": Bilingual("另有 {count} 人", "{count} more"),
    ]

    /// Those who agreed to be kept in mind.
    static let pool: PageWords = [
        "pool-title": Bilingual("人才库", "Talent pool"),
        "pool-heading": Bilingual("人才库", "Talent pool"),
        "pool-hint": Bilingual(
            "同意为其他职位保留资料、且申请已结束的应聘者；同意最早到期的在前。到期或撤回后自动移出。",
            "Those whose application has ended and who agreed to be kept in mind for other jobs; whose consent ends first comes first. Who takes it back, or whose time is over, is no longer here."
        ),
        "pool-job": Bilingual("曾应聘职位", "Applied for"),
        "pool-all": Bilingual("全部", "All"),
        "pool-only-first": Bilingual("只看“优先联系”", "only those to contact first"),
        "pool-filter": Bilingual("筛选", "Filter"),
        "pool-none": Bilingual("没有符合条件的人。", "There is nobody."),
        "pool-ended": Bilingual("结束于 {time}", "ended {time}"),
        "pool-until": Bilingual("同意至 {time}", "agreed until {time}"),
        "pool-soon": Bilingual("即将到期", "ends soon"),
        "pool-first": Bilingual("优先联系", "contact first"),
        "pool-marked-by": Bilingual("{who}，{time}", "{who}, {time}"),
        "pool-mark": Bilingual("标为优先联系", "Contact first"),
        "pool-unmark": Bilingual("取消标记", "Take the mark back"),
        "pool-later": Bilingual("到期更晚的", "Those who end later"),
        "pool-begin": Bilingual("回到最早到期", "Back to the first"),
    ]
}
