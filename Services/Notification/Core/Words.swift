import Domain
import Events

/// Codes of events as people read them; a code that is not known here stands for itself.
package enum Words {
    package static func reason(_ code: String, in language: Language) -> String {
        reasons[code].map { language == .chinese ? $0.0 : $0.1 } ?? code
    }

    private static let reasons: [String: (String, String)] = [
        "screening-unclear": ("简历初筛未能得出结论", "the résumé alone did not settle it"),
        "confirm-rejection": ("系统建议不再推进，需要人工确认", "not going on was proposed; a person must confirm it"),
        "rule-hold": ("规则要求暂缓，请人工决定", "a rule says to hold; a person decides how to go on"),
        "rule-gap": ("没有规则适用于该结果", "no rule covers this result"),
        "insufficient-evidence": ("面试内容不足以评分", "the interview does not give enough to score"),
        "question-unanswered": (
            "有题目录制未成功且已无法重录，请人工补问",
            "an answer could not be recorded and no take was left; please ask that question in person"
        ),
        "answer-flagged": (
            "有回答需要人工查看，详见报告", "an answer should be looked at by a person; the report says why"
        ),
        "score-within-error": (
            "得分与规则界限之差在误差以内，请人工判断",
            "a score is within its error of a rule's bound; a person must judge"
        ),
        "second-interview-overdue": (
            "复试安排已超过 24 小时", "the second interview has been waiting for more than 24 hours"
        ),
        "no-interview-plan": ("该职位没有设置面试问题", "the job has no interview questions"),
        "no-ai-consent": (
            "应聘者不同意由系统评分，请人工评估", "the candidate wants no scoring by machine; please assess in person"
        ),
        "ai-consent-withdrawn": (
            "应聘者撤回了由系统评分的同意，请人工评估",
            "the candidate took back the consent to scoring by machine; please assess in person"
        ),
        "human-way-requested": (
            "应聘者不希望录制视频，请安排其他方式", "the candidate does not want to be recorded; please arrange another way"
        ),
        "contract-returned": (
            "劳动合同草案被退回，请修改条件后重新发出录用通知",
            "the draft contract was sent back; mend the terms and make the offer anew"
        ),
        "pay-over-budget": (
            "财务退回了录用条件：超出预算，请重新决定",
            "finance sent the terms of the offer back (over the budget); please decide anew"
        ),
        "pay-out-of-band": (
            "财务退回了录用条件：超出该岗位的薪资范围，请重新决定",
            "finance sent the terms of the offer back (outside the range for the post); please decide anew"
        ),
        "pay-probation-terms": (
            "财务退回了录用条件：试用期条件需要修改，请重新决定",
            "finance sent the terms of the offer back (the probation terms have to change); please decide anew"
        ),
        "pay-benefits-unclear": (
            "财务退回了录用条件：福利需要说明，请重新决定",
            "finance sent the terms of the offer back (the benefits need a word); please decide anew"
        ),
        "pay-terms-unclear": (
            "财务退回了录用条件：条件需要说明，请重新决定",
            "finance sent the terms of the offer back (the terms need a word); please decide anew"
        ),
        "report-overdue": ("面试报告逾期未生成", "the interview report is overdue"),
        "confirm-offer": ("系统建议录用，需要人工确认", "an offer was proposed; a person must confirm it"),
        "no-offer-terms": ("系统建议录用，但该职位没有设置录用条件", "an offer was proposed, but the job has no terms"),
        "contract-blocked": ("劳动合同未通过合规检查", "the labour contract did not pass its checks"),
        "invitation-undelivered": (
            "面试邀请未能送达，面试不会过期", "the invitation was not delivered, so the interview does not expire"
        ),
        "offer-undelivered": ("录用通知未能送达", "the offer was not delivered"),
        "offer-delivered-late": (
            "录用通知送达太晚，应聘者的答复时间不足", "the offer was delivered late, so the candidate had less time to answer"
        ),
        "no-time-suits": ("这些时间都不合适", "none of the times suited"),
        "cancelled": ("取消了面谈", "it was called off"),
        "offered-anew": ("重新提供了时间", "other times were offered"),
        "application-closed": ("申请已结束", "the application has ended"),
        "no-talk-needed": ("不再需要面谈", "no further talk is needed"),
        "mail-refused": ("对方邮件服务器拒收", "the mail server refused it for good"),
        "mail-deferred": ("邮件服务器长时间暂缓接收", "the mail server put it off for too long"),
        "mail-server-unavailable": ("邮件服务器长时间无法连接", "the mail server could not be reached for too long"),
        "mail-server-misconfigured": ("邮件服务器的设置有误", "the settings of the mail server are wrong"),
        "address-invalid": ("邮箱地址无效", "the address is no mail address"),
        "address-missing": ("没有邮箱地址", "there is no mail address"),
        "gave-up": ("系统故障持续太久", "trouble of ours lasted too long"),
    ]

    /// What a mail is called when people speak of it.
    package static func message(_ template: String, in language: Language) -> String {
        let words: (String, String) =
            switch MailTemplate(rawValue: template) {
            case .interviewInvitation: ("面试邀请", "The invitation to the interview")
            case .interviewReminder: ("面试提醒", "The reminder of the interview")
            case .offer: ("录用通知", "The offer")
            case .contractReady, .contractSigned: ("合同通知", "The mail about the contract")
            case .applicationRejected, .applicationExpired, .applicationHired: ("结果通知", "The mail about the outcome")
            case .accessCode: ("验证码", "The one-time code")
            case .linkRenewed: ("新链接", "The new link")
            case .requestSettled: ("请求的答复通知", "The mail about an answer")
            case .materialReturned, .materialsAccepted: ("入职材料通知", "The mail about entry materials")
            case .accommodationsGranted: ("便利安排通知", "The mail about accommodations")
            case .appointmentOffered, .appointmentAgreed, .appointmentCancelled: ("面谈通知", "The mail about the talk")
            case .payApprovalRequested: ("薪资审批通知", "The mail about pay to approve")
            case .reviewRequested, .reportReady, .deliveryFailed, .erasureRequested, .requestMade, .requestOverdue,
                .materialsHandedIn, .appointmentArranged, .appointmentDropped, .appointmentUnanswered, nil:
                ("邮件", "A message")
            }
        return language == .chinese ? words.0 : words.1
    }

    package static func proposal(_ outcome: RuleOutcome, in language: Language) -> String {
        let words: (String, String) =
            switch outcome {
            case .humanInterview: ("安排面谈", "an interview with a person")
            case .secondInterview: ("安排复试", "a second interview")
            case .offer: ("录用", "an offer")
            case .thank: ("婉拒", "thanking the candidate")
            case .thankAndPool: ("婉拒并邀请加入人才库", "thanking the candidate and keeping the résumé with consent")
            case .hold: ("暂缓", "to hold")
            }
        return language == .chinese ? words.0 : words.1
    }

    package static func recommendation(_ recommendation: Recommendation, in language: Language) -> String {
        let words: (String, String) =
            switch recommendation {
            case .recommend: ("推荐", "recommend")
            case .hold: ("待定", "hold")
            case .notRecommend: ("不推荐", "not recommended")
            }
        return language == .chinese ? words.0 : words.1
    }
}
