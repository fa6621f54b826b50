import Domain

extension PageWords {
    /// Talks on the page of an application.
    static let appointment: PageWords = [
        "appointment-heading": Bilingual("面谈安排", "The talk"),
        "appointment-offered": Bilingual("等待应聘者选择时间", "The candidate chooses a time"),
        "appointment-agreed": Bilingual("已约定", "Agreed"),
        "appointment-cancelled": Bilingual("已取消", "Cancelled"),
        "appointment-unanswered": Bilingual("应聘者未在期限内选择", "No time was chosen"),
        "appointment-until": Bilingual("可选择至 {time}", "can choose until {time}"),
        "appointment-time": Bilingual("时间", "When"),
        "appointment-times": Bilingual("可选时间", "Times that were offered"),
        "appointment-place": Bilingual("地点和参加人", "Where and with whom"),
        "appointment-why": Bilingual("原因", "Why"),
        "appointment-reason-no-time-suits": Bilingual("应聘者：这些时间都不合适", "the candidate: none of the times suits"),
        "appointment-reason-cancelled": Bilingual("取消了面谈", "called off"),
        "appointment-reason-offered-anew": Bilingual("重新提供了时间", "other times were offered"),
        "appointment-reason-application-closed": Bilingual("申请已结束", "the application has ended"),
        "appointment-reason-no-talk-needed": Bilingual("不再需要面谈", "no further talk is needed"),
        "appointment-cancel": Bilingual("取消面谈", "Cancel the talk"),
        "appointment-offer": Bilingual("提供可选时间", "Offer times"),
        "appointment-offer-hint": Bilingual(
            "应聘者会收到邮件，选择其中一个；双方都会收到日历邀请。以前提供或约定的时间随之取消。",
            "The candidate gets a mail and chooses one; both sides get an invitation for the calendar. What was offered or agreed "
                + "before is cancelled."),
        "appointment-slot": Bilingual("时间 {number}", "Time {number}"),
        "appointment-slot-name": Bilingual("时间", "Time"),
        "appointment-length": Bilingual("时长", "Length"),
        "appointment-minutes": Bilingual("{count} 分钟", "{count} minutes"),
        "appointment-choose-for": Bilingual("选择期限", "Time to choose"),
        "appointment-hours": Bilingual("{count} 小时", "{count} hours"),
        "appointment-place-hint": Bilingual(
            "地址或会议链接，以及与谁面谈。应聘者会看到。",
            "The address or the link of the meeting, and who will be there. The candidate reads it."),
        "appointment-zone": Bilingual("时间按此时区：现在是 {time}。", "By the clock here: it is now {time}."),
        "appointment-do": Bilingual("发送给应聘者", "Send to the candidate"),
        "appointment-fault-times": Bilingual(
            "请填写一到五个不同的、将来的时间（半年以内）。", "Give one to five different times in the future, within half a year."),
        "appointment-fault-place": Bilingual(
            "请写明地点和参加人，最多 500 个字符。", "Say where it is and with whom, in at most 500 characters."),
        "done-appointment": Bilingual("已发送可选时间。", "The times were sent."),
        "done-appointment-cancelled": Bilingual("面谈已取消，应聘者会收到通知。", "The talk is cancelled; the candidate is told."),
    ]
}
