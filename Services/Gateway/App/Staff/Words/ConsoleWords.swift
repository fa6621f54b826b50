import Domain

extension PageWords {
    /// What stands on every page of the console.
    static let console: PageWords = [
        "skip": Bilingual("跳到正文", "Skip to the content"),
        "rooms": Bilingual("工作区", "Rooms"),
        "languages": Bilingual("语言", "Language"),
        "room-desk": Bilingual("待决定", "To decide"),
        "room-applications": Bilingual("应聘", "Applications"),
        "room-pool": Bilingual("人才库", "Talent pool"),
        "room-jobs": Bilingual("职位", "Jobs"),
        "room-inbox": Bilingual("收件箱", "Inbox"),
        "room-live": Bilingual("面试进行中", "Live"),
        "room-starters": Bilingual("入职", "Starters"),
        "room-numbers": Bilingual("数据", "Numbers"),
        "room-audit": Bilingual("审计", "Audit"),
        "room-people": Bilingual("用户", "People"),
        "room-keys": Bilingual("程序密钥", "Keys"),
        "room-operations": Bilingual("运行", "Operations"),
        "room-account": Bilingual("我的账户", "My account"),
        "signed-in-as": Bilingual("已登录：", "Signed in as"),
        "sign-out": Bilingual("退出登录", "Sign out"),
        "role-administrator": Bilingual("管理员", "Administrator"),
        "role-hr": Bilingual("人力资源", "HR"),
        "role-hiring-manager": Bilingual("用人经理", "Hiring manager"),
        "role-interviewer": Bilingual("面试官", "Interviewer"),
        "role-approver": Bilingual("合同审批人", "Approver"),
        "role-finance": Bilingual("财务", "Finance"),
        "role-directory": Bilingual("公司通讯录（程序）", "Company directory (program)"),
        "role-it-office": Bilingual("IT 与行政", "IT and office"),
        "role-auditor": Bilingual("审计员", "Auditor"),
        "role-ats": Bilingual("招聘系统（ATS）", "Applicant-tracking system"),
    ]

    /// When something cannot be done.
    static let consoleProblem: PageWords = [
        "trouble-title": Bilingual("请稍等", "One moment"),
        "trouble-home": Bilingual("回到待决定", "To the first page"),
        "trouble-code": Bilingual("代码：", "Code:"),
        "trouble-sign-in-title": Bilingual("请登录", "Please sign in"),
        "trouble-sign-in-text": Bilingual(
            "一小时没有操作后会自动退出。", "After an hour without work you are signed out."),
        "trouble-not-yours-title": Bilingual("您的角色不能查看此页", "This page is not for your role"),
        "trouble-not-yours-text": Bilingual(
            "如果您需要它来完成工作，请联系管理员调整角色。",
            "If you need it for your work, ask an administrator for another role."),
        "trouble-not-found-title": Bilingual("这里没有内容", "There is nothing here"),
        "trouble-not-found-text": Bilingual(
            "地址可能不完整，或内容已不存在。", "The address may not be complete, or what was here is gone."),
        "trouble-cross-site-title": Bilingual("请在本页面操作", "Please use this page itself"),
        "trouble-cross-site-text": Bilingual(
            "这个请求不是从本页面发出的，为了安全没有执行。请返回并重试。",
            "This did not come from a page of ours, so for your safety nothing was done. Go back and try again."),
        "trouble-wait-title": Bilingual("请稍后再试", "Please wait a little"),
        "trouble-wait-text": Bilingual(
            "尝试次数过多或系统繁忙，请几分钟后再试。", "There were too many attempts, or much is being done; try again in a few minutes."),
        "trouble-erased-title": Bilingual("资料已删除", "This person's data has been erased"),
        "trouble-erased-text": Bilingual(
            "应聘者的个人资料已按要求删除，无法再查看。", "It was asked for, and nothing of it can be shown any more."),
        "trouble-changed-title": Bilingual("这一步没有完成", "This was not done"),
        "trouble-changed-text": Bilingual(
            "情况可能已经改变，或有人先一步处理。请返回页面查看最新状态。",
            "Things may have changed, or somebody was faster. Go back and look at how it stands now."),
        "trouble-trouble-title": Bilingual("出了点问题", "Something went wrong"),
        "trouble-trouble-text": Bilingual("已经记录，请稍后再试。", "It has been recorded. Try again in a moment."),
    ]
}

extension ConsolePage {
    /// Every table of words of the console.
    static let all: [PageWords] = [
        .console, .consoleProblem, .signIn, .welcome, .account, .people, .keys, .appointment, .desk, .applications,
        .codes,
        .kinds, .application, .decision, .events, .reading, .standing, .inbox, .wish, .starters, .audit, .jobs,
        .jobFields, .grading, .comments, .views, .filters, .board, .pool, .choosing, .comparison, .numbers, .imports,
        .operations, .live,
    ]
}
