import Domain

extension PageWords {
    /// What colleagues write about an application.
    static let comments: PageWords = [
        "comments-heading": Bilingual("同事备注", "Comments"),
        "comments-none": Bilingual("还没有备注。", "Nobody has written anything yet."),
        "comments-hidden": Bilingual(
            "别人写了 {count} 条备注。您给全部回答评级之后才会显示，以免受其影响。",
            "Others have written {count} of them. They show once you have graded all answers, so that nobody is swayed."
        ),
        "comment-write": Bilingual("写备注", "Write a comment"),
        "comment-hint": Bilingual(
            "处理本申请的人都能看到，包括用人经理和面试官：请勿写联系方式、薪酬、健康、家庭等他们不应看到的内容。应聘者要求查看自己的信息时，备注也会提供给本人。",
            "Everybody who works with this application reads it, the hiring manager and interviewers too: write no address, pay, health or family, nor anything else that they may not see. Candidates who ask for their own data get the comments as well."
        ),
        "comment-save": Bilingual("保存备注", "Save the comment"),
        "comment-correct": Bilingual("更正", "Correct"),
        "comment-correct-of": Bilingual("更正后的内容", "The corrected words"),
        "comment-remove": Bilingual("删除", "Remove"),
        "comment-corrected": Bilingual("更正于 {time}", "corrected {time}"),
        "comment-removed": Bilingual("{who} 于 {time} 删除", "removed by {who}, {time}"),
        "comment-gone": Bilingual("保留期限已过，内容已删除。", "Its time is over: the words were deleted."),
        "comment-fault-empty": Bilingual("请先写下内容。", "Write something first."),
        "comment-fault-long": Bilingual("最多 {count} 个字符。", "At most {count} characters."),
        "done-comment": Bilingual("备注已保存。", "The comment is kept."),
        "done-comment-corrected": Bilingual("备注已更正。", "The comment is corrected."),
        "done-comment-removed": Bilingual("备注已删除。", "The comment is removed."),
    ]
}
