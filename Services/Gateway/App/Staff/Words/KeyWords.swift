import Domain

extension PageWords {
    static let keys: PageWords = [
        "keys-title": Bilingual("程序密钥", "Keys of programs"),
        "keys-heading": Bilingual("程序密钥", "Keys of programs"),
        "keys-lead": Bilingual(
            "招聘系统等程序凭密钥调用接口。每个密钥都有名称和期限；停用后立即失效，不需要重新启动。",
            "The applicant-tracking system and other programs call the API with a key. Each has a name and an end; once revoked it is "
                + "good for nothing at once, without a restart."),
        "keys-secret": Bilingual("请立即保存这个密钥", "Keep this key now"),
        "keys-secret-hint": Bilingual(
            "只显示这一次。请把它放进该程序的密码库，不要通过邮件或聊天发送。",
            "It is shown this once. Put it where the program keeps its secrets; send it by no mail and no chat."),
        "keys-none": Bilingual("这里还没有密钥。", "There is no key here yet."),
        "keys-file": Bilingual(
            "服务器文件 API_KEYS 中的密钥也有效：它们没有期限，更改后须重新启动。",
            "Keys in the server's file API_KEYS are good as well: they have no end, and changing them takes a restart."),
        "keys-make": Bilingual("新建密钥", "Make a key"),
        "keys-make-do": Bilingual("新建密钥", "Make the key"),
        "keys-name": Bilingual("名称", "Name"),
        "keys-name-hint": Bilingual(
            "审计记录以此名称显示该程序的操作。更换密钥时用同一名称新建，程序换用后再停用旧的。",
            "The audit shows what the program does under it. To change keys, make another of the same name, let the program use it, and "
                + "then revoke the old one."),
        "keys-role": Bilingual("角色", "Role"),
        "keys-until": Bilingual("有效期", "Good for"),
        "keys-days": Bilingual("{count} 天", "{count} days"),
        "keys-days-hint": Bilingual(
            "到期前 14 天，首页会提醒管理员。", "Administrators are told on their first view 14 days before it ends."),
        "keys-revoke": Bilingual("停用", "Revoke"),
        "keys-made": Bilingual("{who} 于 {time} 新建", "made by {who}, {time}"),
        "keys-made-never": Bilingual("{who} 新建", "made by {who}"),
        "keys-ends": Bilingual("有效至 {time}", "good until {time}"),
        "keys-ends-never": Bilingual("没有期限", "no end"),
        "keys-ended": Bilingual("已于 {time} 到期", "ended {time}"),
        "keys-ended-never": Bilingual("已到期", "ended"),
        "keys-revoked": Bilingual("已于 {time} 停用", "revoked {time}"),
        "keys-revoked-never": Bilingual("已停用", "revoked"),
        "keys-used": Bilingual("最近使用：{time}（精确到小时）", "last used {time}, to the hour"),
        "keys-used-never": Bilingual("尚未使用", "not used yet"),
        "keys-state-good": Bilingual("有效", "Good"),
        "keys-state-ending": Bilingual("即将到期", "Ends soon"),
        "keys-state-ended": Bilingual("已到期", "Ended"),
        "keys-state-revoked": Bilingual("已停用", "Revoked"),
        "keys-fault": Bilingual("名称、角色或有效期不正确。", "This is no name, no role or no time."),
        "keys-fault-person": Bilingual("已有用户使用该名称，请另选一个。", "A person has this name: choose another."),
        "keys-fault-many": Bilingual(
            "已有 100 个有效密钥，请先停用不用的。", "100 keys are good already: revoke what is not used first."),
    ]
}
