import Domain

extension PageWords {
    /// The way in.
    static let signIn: PageWords = [
        "sign-in-title": Bilingual("登录", "Sign in"),
        "sign-in-heading": Bilingual("登录招聘工作台", "Sign in to the hiring console"),
        "sign-in-name": Bilingual("用户名", "User name"),
        "sign-in-password": Bilingual("密码", "Password"),
        "sign-in-code": Bilingual("验证码", "Code"),
        "sign-in-code-hint": Bilingual("身份验证器应用中显示的六位数字。", "The six digits that your authenticator app shows."),
        "sign-in-send": Bilingual("登录", "Sign in"),
        "sign-in-wrong": Bilingual(
            "用户名、密码或验证码不正确。验证码只能使用一次，请等待下一个。",
            "User name, password and code do not fit together. A code is good once: wait for the next."),
        "sign-in-provider": Bilingual("使用公司账号登录", "Sign in with your company account"),
        "sign-in-provider-hint": Bilingual(
            "您将转到公司的登录页面，完成后自动返回。", "You go to your company's own page, and come back when you are done."),
        "sign-in-emergency": Bilingual("紧急入口", "Emergency way in"),
        "sign-in-emergency-hint": Bilingual(
            "仅供公司登录服务不可用时管理员使用。",
            "For administrators alone, when the company's sign-in cannot be reached."),
        "provider-again": Bilingual(
            "这次登录已过期、已使用过或不是从本浏览器开始的。请重新开始。",
            "This sign-in is over, was used, or began in another browser. Start again."),
        "provider-refused": Bilingual(
            "公司登录服务没有让您进入。", "Your company's sign-in did not let you in."),
        "provider-unreachable": Bilingual(
            "公司登录服务现在无法使用。请稍后再试。", "Your company's sign-in cannot be used just now. Try again later."),
        "provider-untrusted": Bilingual(
            "公司登录服务的回答无法通过检查，因此没有登录。请告知管理员。",
            "What your company's sign-in answered did not pass our checks, so you are not signed in. Tell an administrator."
        ),
        "provider-no-role": Bilingual(
            "您的公司账号有效，但您所在的组在这里没有角色。请联系管理员。",
            "Your company knows you, but none of your groups has a role here. Ask an administrator."),
        "provider-not-in-directory": Bilingual(
            "公司通讯录没有把您列为可以使用本系统的人员。请联系您公司的 IT 部门。",
            "Your company's directory does not list you among those who may use this. Ask your IT department."),
        "provider-closed": Bilingual(
            "您在这里的账户已停用。请联系管理员。", "Your account here is closed. Ask an administrator."),
        "sign-in-help": Bilingual(
            "忘记密码或更换手机？请联系管理员获取新的设置链接。",
            "Lost your password or phone? An administrator can give you a new link to set up your account."),
    ]

    /// Setting up an account.
    static let welcome: PageWords = [
        "invitation-title": Bilingual("设置账户", "Set up your account"),
        "welcome-heading": Bilingual("设置您的账户", "Set up your account"),
        "welcome-intro": Bilingual("请使用管理员发给您的链接。", "Use the link that an administrator gave to you."),
        "welcome-token": Bilingual("链接或邀请码", "Link or invitation"),
        "welcome-token-hint": Bilingual(
            "链接打不开时，请完整粘贴到这里。", "Where the link does not open by itself, paste all of it here."),
        "welcome-go": Bilingual("继续", "Go on"),
        "welcome-fault": Bilingual(
            "这个邀请不完整、已使用或已过期。请联系管理员获取新的链接。",
            "This invitation is not complete, was used, or is over. Ask an administrator for a new one."),
        "set-up-title": Bilingual("设置账户", "Set up your account"),
        "set-up-heading": Bilingual("还有两步", "Two steps"),
        "set-up-greeting": Bilingual("用户名：{name}，角色：{role}。", "Your user name is {name}, your role {role}."),
        "set-up-first": Bilingual("一、选择密码", "1. Choose a password"),
        "set-up-password": Bilingual("密码", "Password"),
        "set-up-password-hint": Bilingual(
            "至少 12 个字符；一句话比符号组合更好。", "At least 12 characters; a sentence is better than a puzzle of signs."),
        "set-up-password-fault": Bilingual(
            "密码需要 12 到 128 个字符，而且不能容易猜到：常见密码、键盘上的一排、日期、重复、用户名或公司名都不行。",
            "A password has 12 to 128 characters and is not easily guessed: no common one, no row of keys, date, repetition, no name of "
                + "yours or of the company."),
        "set-up-second": Bilingual("二、添加身份验证器", "2. Add your authenticator"),
        "set-up-scan": Bilingual("用身份验证器应用扫描此码。", "Scan this code with an authenticator app."),
        "set-up-picture": Bilingual(
            "身份验证器密钥的二维码，下方有同样的文字", "The key for your authenticator as a QR code; the same stands below as text"),
        "set-up-type": Bilingual("或手动输入密钥：", "Or type the key:"),
        "set-up-code": Bilingual("应用显示的六位数字", "The six digits that it shows"),
        "set-up-code-fault": Bilingual(
            "验证码不正确，请等待应用显示下一个。手机时间需要准确。",
            "This is not the code; wait for the next. The clock of your phone has to be right."),
        "set-up-send": Bilingual("完成设置", "Finish"),
    ]

    /// One's own account.
    static let account: PageWords = [
        "account-title": Bilingual("我的账户", "My account"),
        "account-heading": Bilingual("我的账户", "My account"),
        "account-name": Bilingual("用户名", "User name"),
        "account-role": Bilingual("角色", "Role"),
        "account-devices": Bilingual("已登录的设备", "Where you are signed in"),
        "account-this": Bilingual("本设备", "This one"),
        "account-since": Bilingual("登录于 {opened}，最近操作 {seen}", "since {opened}, last seen {seen}"),
        "account-close-others": Bilingual("退出其他所有设备", "Sign out everywhere else"),
        "delegation-heading": Bilingual("代为审批", "Acting for each other"),
        "delegation-own": Bilingual("{who} 代您审批，至 {until}。", "{who} approves for you until {until}."),
        "delegation-for": Bilingual("您代 {who} 审批，至 {until}。", "You approve for {who} until {until}."),
        "delegation-end": Bilingual("立即结束", "End it now"),
        "delegation-name": Bilingual("请同事代为审批", "Let a colleague approve for you"),
        "delegation-hint": Bilingual(
            "只有您的审批权会转给同事，最长 60 天；同事须能凭自己的角色查看所审批的内容。记录中会写明“甲代乙”。",
            "Your approvals alone pass on, for at most 60 days, to somebody who sees what is approved by a role of their own. The record says who acted for whom."
        ),
        "delegation-colleague": Bilingual("同事的用户名", "The colleague's user name"),
        "delegation-until": Bilingual("至（含当日）", "Until, that day included"),
        "delegation-do": Bilingual("请其代为审批", "Let them approve"),
        "delegation-fault": Bilingual(
            "没有可以代您审批的这位同事，或日期不在今天起 60 天内。",
            "No colleague of this name can approve for you, or the day is not within 60 days from today."),
        "account-hint": Bilingual(
            "一小时没有操作或十小时后会自动退出。更换密码或手机，请联系管理员。",
            "You are signed out after an hour without work, and after ten hours in any case. For a new password or phone, "
                + "ask an administrator."),
    ]

    /// Who may sign in.
    static let people: PageWords = [
        "people-title": Bilingual("用户", "People"),
        "people-heading": Bilingual("谁可以登录", "Who may sign in"),
        "people-link": Bilingual("请把这个链接交给对方", "Hand this link over"),
        "people-link-hint": Bilingual(
            "只显示这一次，72 小时内有效，只能使用一次。请当面或通过可信渠道交付。",
            "It is shown this once, good for 72 hours, and once. Give it in person or by a way you trust."),
        "people-closed": Bilingual("已停用", "Closed"),
        "people-left": Bilingual("已离开公司通讯录", "Left the directory"),
        "people-local-off": Bilingual(
            "本地账号已关闭：用户由公司账号登录。", "Accounts of ours are switched off: people come in by their company account."),
        "people-asked": Bilingual("等待设置", "To set up"),
        "people-provider": Bilingual("公司账号", "Company account"),
        "people-emergency": Bilingual("紧急账户", "Emergency"),
        "people-open": Bilingual("重新启用", "Open again"),
        "people-until": Bilingual("链接有效至 {until}", "link good until {until}"),
        "people-role": Bilingual("角色", "Role"),
        "people-role-of": Bilingual("角色：", "Role of"),
        "people-change": Bilingual("更改", "Change"),
        "people-recover": Bilingual("新的设置链接", "New link"),
        "people-close": Bilingual("停用", "Close"),
        "people-ask": Bilingual("邀请新用户", "Ask somebody in"),
        "people-name": Bilingual("用户名", "User name"),
        "people-name-hint": Bilingual(
            "字母、数字和 . _ : - ；审计记录中以此显示。",
            "Letters, digits and . _ : - ; the audit shows people by it."),
        "people-invite": Bilingual("生成链接", "Make a link"),
        "people-fault-name": Bilingual("用户名或角色不正确。", "This is no user name or no role."),
        "people-fault-program": Bilingual("这个名字是一个程序密钥的名字。", "A key of a program has this name."),
        "people-fault-taken": Bilingual("该用户名已存在。", "Somebody has this user name."),
    ]
}
