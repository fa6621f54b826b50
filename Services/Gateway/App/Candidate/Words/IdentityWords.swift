import Domain

extension PageWords {
    /// The code that says who takes the interview.
    static let identity: PageWords = [
        "identity-title": Bilingual("确认身份", "Confirm that it is you"),
        "identity-heading": Bilingual("请确认是您本人", "Please confirm that it is you"),
        "identity-intro": Bilingual(
            "这个职位要求在面试前输入一个验证码，我们会把它发到您的邮箱。",
            "This job asks for a code before the interview. We send it to your mail address."),
        "identity-send": Bilingual("发送验证码", "Send me the code"),
        "identity-send-again": Bilingual("重新发送", "Send another one"),
        "identity-sent": Bilingual(
            "验证码已发往您的邮箱，十分钟内有效。没有收到？请查看垃圾邮件。",
            "It is on its way and good for ten minutes. Nothing there? Look into the junk folder."),
        "identity-code": Bilingual("邮件中的八位数字", "The eight digits in the mail"),
        "identity-confirm": Bilingual("确认", "Confirm"),
        "identity-confirmed": Bilingual("已确认，谢谢。", "Confirmed, thank you."),
        "identity-go-on": Bilingual("继续", "Go on"),
        "identity-wrong": Bilingual(
            "验证码不对，请再看一下最近一封邮件。",
            "That is not the code of the latest mail. Please look once more."),
        "identity-over": Bilingual("这个验证码已失效，请重新发送。", "That code no longer works. Please have another one sent."),
    ]
}
