import Domain

extension PageWords {
    /// The talk that is arranged with the candidate.
    static let appointments: PageWords = [
        "appointment-title": Bilingual("面谈时间", "Your talk with us"),
        "appointment-heading": Bilingual("与我们面谈", "Your talk with us"),
        "appointment-is-offered": Bilingual("请选择适合您的时间。", "Please choose the time that suits you."),
        "appointment-is-agreed": Bilingual("已经约好，我们期待与您见面。", "It is agreed. We look forward to meeting you."),
        "appointment-is-cancelled": Bilingual(
            "这次面谈已取消。如果会有新的时间，我们会发邮件告诉您。", "This talk is cancelled. If there are other times, we write to you by mail."),
        "appointment-is-ended": Bilingual(
            "您的申请已经结束，这次面谈不再举行。", "Your application has ended, so this talk does not take place."),
        "appointment-is-needless": Bilingual(
            "不再需要面谈，这次面谈不再举行。", "No further talk is needed; this one does not take place."),
        "appointment-is-unanswered": Bilingual(
            "选择的期限已过，我们的同事会与您联系。", "The time to choose is over; a colleague of ours will contact you."),
        "appointment-is-over": Bilingual(
            "选择的期限已过，我们的同事会与您联系。", "The time to choose is over; a colleague of ours will contact you."),
        "appointment-place": Bilingual("地点和参加人", "Where, and with whom"),
        "appointment-choose": Bilingual("可选的时间", "Times to choose from"),
        "appointment-other": Bilingual("换一个时间", "Another time"),
        "appointment-length": Bilingual("约 {count} 分钟", "about {count} minutes"),
        "appointment-until": Bilingual("请在 {time} 之前选择。", "Please choose by {time}."),
        "appointment-take": Bilingual("就选这个时间", "Take this time"),
        "appointment-move": Bilingual("改到这个时间", "Move it to this time"),
        "appointment-cancel": Bilingual("取消面谈", "Cancel the talk"),
        "appointment-cancel-hint": Bilingual(
            "去不了了？请告诉我们，这不会影响您的申请。", "You cannot come after all? Tell us; it does not count against you."),
        "appointment-none": Bilingual("这些时间都不合适", "None of these times suits me"),
        "appointment-none-hint": Bilingual(
            "没有关系，我们会提供其他时间。", "That is all right: we will offer you others."),
        "appointment-cancel-do": Bilingual("确认取消", "Yes, cancel it"),
        "appointment-none-do": Bilingual("告诉我们", "Tell us so"),
        "appointment-ask": Bilingual("向我们提问", "Ask us something"),
        "appointment-choose-one": Bilingual("请先选择一个时间。", "Please choose one of the times first."),
        "appointment-changed": Bilingual(
            "情况刚刚有变，请看现在的安排。", "Something has just changed. Please look at how it stands now."),
    ]
}
