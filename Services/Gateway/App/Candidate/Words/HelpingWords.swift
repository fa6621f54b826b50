import Domain

extension PageWords {
    /// What the pages after the interview say alike: ways back, faults, one-time codes.
    static let helping: PageWords = [
        "back": Bilingual("返回我的申请", "Back to my application"),
        "fault-heading": Bilingual("请检查", "Please check"),
        "fault-long": Bilingual("内容过长，最多 4000 字。", "This is too long: 4000 characters at most."),
        "code-send": Bilingual("发送验证码", "Send me a code"),
        "code-sent": Bilingual(
            "验证码已发到您的邮箱，十分钟内有效。", "The code is on its way to your mail; it is good for ten minutes."),
        "code-label": Bilingual("邮件中的八位数字", "The eight digits of the mail"),
        "code-wrong": Bilingual("验证码不正确，请核对最新邮件。", "That is not the code of the latest mail."),
        "code-over": Bilingual("验证码已失效，请重新发送。", "This code no longer works; please have a new one sent."),
        "code-many": Bilingual("发送次数过多，请稍后再试。", "Too many codes were sent; please try again later."),
        "code-again": Bilingual("重新发送验证码", "Send another code"),
    ]
}
