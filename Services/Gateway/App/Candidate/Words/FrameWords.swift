import Domain

extension PageWords {
    /// What stands on every page.
    static let frame: PageWords = [
        "skip": Bilingual("跳到正文", "Skip to the content"),
        "languages": Bilingual("语言", "Language"),
        "steps": Bilingual("面试步骤", "Steps of the interview"),
        "step-done": Bilingual("（已完成）", "(done)"),
        "step-welcome": Bilingual("了解流程", "What will happen"),
        "step-consent": Bilingual("您的同意", "Your consent"),
        "step-devices": Bilingual("设备检查", "Device check"),
        "step-questions": Bilingual("回答问题", "Questions"),
        "step-end": Bilingual("提交", "Hand in"),
        "help": Bilingual(
            "可以随时关闭页面，稍后从邮件中的链接继续。需要帮助或其他方式时，直接回复邀请邮件即可。",
            "You can close this page at any time and go on later by the link in your mail. If you need help or "
                + "another way, just reply to the invitation."),
        "my-consent": Bilingual("我的同意", "My consent"),
        "my-status": Bilingual("我的进度", "My progress"),
        "leave": Bilingual("退出本设备", "Log out on this device"),
    ]

    /// When something cannot be done.
    static let problem: PageWords = [
        "problem-title": Bilingual("请稍等", "One moment"),
        "problem-renew": Bilingual("给我发送新链接", "Send me a new link"),
        "problem-home": Bilingual("继续", "Go on"),
        "problem-take-over": Bilingual("在这台设备上继续", "Continue on this device"),
        "problem-take-over-hint": Bilingual(
            "继续后，另一台设备会停下来并告诉您。已经上传的回答不会丢失。",
            "The other device then stops and says so. Answers that have arrived are not lost."),
        "problem-need-link-title": Bilingual("请打开邮件中的链接", "Please open the link in your mail"),
        "problem-need-link-text": Bilingual(
            "为了保护您的资料，页面在十二小时后或退出后需要重新打开。请使用我们最近一封邮件中的链接，您的进度都还在。",
            "To protect your data, this page closes after twelve hours or when you log out. Use the link of our "
                + "latest mail; everything is where you left it."),
        "problem-link-invalid-title": Bilingual("这个链接不完整", "This link is not complete"),
        "problem-link-invalid-text": Bilingual(
            "链接可能在复制时缺了一部分。请直接点击邮件中的链接，或把它完整复制到浏览器中。",
            "Part of it may have been lost on the way. Click the link in the mail, or copy the whole of it."),
        "problem-link-ended-title": Bilingual("这个链接已经失效", "This link has ended"),
        "problem-link-ended-text": Bilingual(
            "没有关系：我们可以把新链接发到您的邮箱。您的申请不受影响。",
            "No harm done: we can send a new one to your mail address. Your application is not affected."),
        "problem-link-revoked-title": Bilingual("这个链接已被收回", "This link was taken back"),
        "problem-link-revoked-text": Bilingual(
            "请使用我们最近一封邮件中的链接；如果找不到，请回复邀请邮件，我们会帮您。",
            "Use the link of our latest mail. If you cannot find it, reply to the invitation and we will help."),
        "problem-renewed-title": Bilingual("新链接已发出", "A new link is on its way"),
        "problem-renewed-text": Bilingual(
            "请在几分钟后查看您的邮箱（包括垃圾邮件）。十分钟内只发送一次。",
            "Look into your mail in a few minutes, the junk folder too. It is sent once in ten minutes."),
        "problem-left-title": Bilingual("您已退出", "You are logged out"),
        "problem-left-text": Bilingual(
            "这台设备上已没有您的资料。要继续时，请使用邮件中的链接。",
            "Nothing of yours is kept on this device. To go on, use the link in your mail."),
        "problem-erased-title": Bilingual("资料已删除", "Your data has been erased"),
        "problem-erased-text": Bilingual(
            "按照您的要求，我们已不再保存您的资料，因此这里没有可以显示的内容。",
            "We no longer keep anything about you, so there is nothing to show here."),
        "problem-not-now-title": Bilingual("现在不能进行这一步", "This is not open now"),
        "problem-not-now-text": Bilingual(
            "这一步已经完成、已经结束或者还没有开始。您可以查看当前进度。",
            "This step is done, over or not yet open. You can see where you stand."),
        "problem-elsewhere-title": Bilingual("面试在另一台设备上进行", "Your interview is open on another device"),
        "problem-elsewhere-text": Bilingual(
            "一次只能在一台设备上作答。要换到这台设备吗？",
            "It can be taken on one device at a time. Do you want to go on here?"),
        "problem-cross-site-title": Bilingual("请在本页面操作", "Please use this page itself"),
        "problem-cross-site-text": Bilingual(
            "这个请求来自另一个网站，为了您的安全没有执行。", "This came from another site, so for your safety nothing was done."),
        "problem-wait-title": Bilingual("请稍后再试", "Please wait a little"),
        "problem-wait-text": Bilingual(
            "尝试次数过多，请几分钟后再试。", "There were too many attempts; try again in a few minutes."),
        "problem-trouble-title": Bilingual("出了点问题", "Something went wrong"),
        "problem-trouble-text": Bilingual(
            "这不是您的问题，您的内容没有丢失。请过一会儿再试；如果仍然不行，请回复邀请邮件。",
            "It is not your fault, and nothing of yours is lost. Try again in a moment; if it goes on, reply to the "
                + "invitation."),
    ]
}
