import Domain

extension PageWords {
    /// After the interview: where it stands, the survey, feedback.
    static let after: PageWords = [
        "status-title": Bilingual("我的申请", "My application"),
        "status-heading": Bilingual("您的申请", "Your application"),
        "status-now": Bilingual("（当前）", "(now)"),
        "status-skipped": Bilingual("（不需要）", "(not needed)"),
        "status-until": Bilingual("请在此之前完成：{until}", "Please complete it by {until}"),
        "status-go-on": Bilingual("继续面试", "Go on with the interview"),
        "status-way": Bilingual("进展", "Where it stands"),
        "status-todo": Bilingual("现在可以做的", "For you to do now"),
        "status-more": Bilingual("您还可以", "What else you can do"),
        "step-application": Bilingual("收到申请", "Application received"),
        "step-interview": Bilingual("面试", "Interview"),
        "step-assessment": Bilingual("评估，由人查看", "Assessment, seen by a person"),
        "step-conversation": Bilingual("与我们面谈", "A conversation with us"),
        "step-offer": Bilingual("录用意向", "Offer"),
        "step-contract": Bilingual("劳动合同", "Labour contract"),
        "step-entry": Bilingual("入职", "First day"),

        "handed-in": Bilingual("已提交", "Handed in"),
        "handed-in-thanks": Bilingual(
            "谢谢！您的面试已提交，我们已全部收到。", "Thank you! Your interview is handed in, and all of it has arrived."),
        "handed-in-in-part": Bilingual(
            "谢谢！您的面试已提交。有 {count} 个回答没有完整到达，这不会算在您头上；我们的同事会看到。",
            "Thank you! Your interview is handed in. Some of it did not arrive whole ({count} of your answers). It does not "
                + "count against you, and our people see it."),
        "handed-in-count": Bilingual("{count} 个", "{count}"),
        "handed-in-at": Bilingual("提交时间", "Handed in"),
        "handed-in-answers": Bilingual("收到的回答", "Answers that arrived"),
        "next": Bilingual("接下来", "What comes next"),
        "next-received": Bilingual(
            "我们正在查看您的申请，结果会发到您的邮箱。", "We are looking at your application and write to you by mail."),
        "next-interview": Bilingual(
            "您可以在截止时间前随时作答。", "You can take the interview at any time until it closes."),
        "next-human-way": Bilingual(
            "您选择了由人安排的其他方式，同事会与您联系。您也可以改变主意，随时开始作答。",
            "You asked for a way with a person; a colleague will contact you. You can still change your mind and begin here."
        ),
        "next-assessment": Bilingual(
            "软件会先整理和评估您的回答，通常在一小时内完成；随后由招聘人员查看并决定。每一步都会发邮件告诉您，您不需要一直看着这个页面。",
            "First a program goes through your answers and assesses them, usually within the hour. Then people of our hiring "
                + "team look at it and decide. We write to you about every step, so you need not watch this page."),
        "next-review": Bilingual(
            "招聘人员正在查看您的申请，决定由人作出。有结果时会发邮件告诉您。",
            "People of our hiring team are looking at your application; they decide. We write to you as soon as they have."
        ),
        "next-conversation": Bilingual(
            "我们想和您谈一谈，同事会与您约定时间。", "We would like to talk to you; a colleague will arrange a time with you."),
        "next-offer": Bilingual("我们给您发出了录用意向，请查看并答复。", "We have made you an offer. Please read it and answer."),
        "next-contract": Bilingual(
            "我们正在准备劳动合同，由同事核对批准后会发邮件请您签署。",
            "We are preparing your labour contract. When colleagues have checked and approved it, we write to you to sign."
        ),
        "next-contract-stuck": Bilingual(
            "合同的一处内容需要我们先改好，同事正在处理，会再与您联系；您不需要做什么。",
            "Something in the contract has to be put right first. Colleagues are seeing to it and will contact you; there is "
                + "nothing you need to do."),
        "next-sign": Bilingual("劳动合同已可签署。", "Your labour contract is ready to be signed."),
        "next-sealing": Bilingual(
            "您已签署，我们正在加盖电子签章，稍后可以下载。", "You have signed. We are adding our seal; you can download it in a moment."),
        "next-hired": Bilingual("欢迎加入！期待与您见面。", "Welcome! We look forward to meeting you."),
        "next-withdrawn": Bilingual(
            "申请已按您的意愿结束。如有疑问，可以在这里提问。",
            "This application has ended as you wished. You can ask us about it here."),
        "next-closed": Bilingual(
            "流程已结束，结果已发到您的邮箱。如有疑问，可以在这里提问，或请人复核。",
            "This application has ended; the mail we sent says how. You can ask us about it here, or ask for a person's look."
        ),

        "todo-appointment": Bilingual("选择面谈时间", "Choose a time for your talk with us"),
        "todo-appointment-agreed": Bilingual("查看约定的面谈", "See when your talk with us is"),
        "todo-offer": Bilingual("查看录用意向并答复", "Read and answer the offer"),
        "todo-contract": Bilingual("阅读并签署劳动合同", "Read and sign the contract"),
        "todo-materials": Bilingual("提交入职材料", "Hand in what your first day needs"),
        "todo-survey": Bilingual("告诉我们您的感受（一分钟）", "Tell us how it was (one minute)"),
        "todo-feedback": Bilingual("查看面试反馈", "Read your feedback"),
        "todo-answers": Bilingual("查看答复", "Read the answer"),
        "see-offer": Bilingual("录用意向", "The offer"),
        "see-contract": Bilingual("劳动合同", "The contract"),
        "ask-us": Bilingual("提问或提出请求", "Ask us something"),
        "ask-us-hint": Bilingual("由人回答，答复会显示在这里并发邮件通知您。", "A person answers; you read it here and get a mail."),
        "my-documents": Bilingual("我的文件", "My documents"),
        "my-rights": Bilingual("我的资料与选择", "My data and choices"),
        "my-rights-hint": Bilingual("人才库、撤回同意、撤回申请、删除资料", "Talent pool, consent, taking back the application, erasure"),

        "survey-title": Bilingual("您的感受", "How was it?"),
        "survey-heading": Bilingual("这次面试体验如何？", "How was this interview for you?"),
        "survey-intro": Bilingual(
            "您的回答帮助我们改进流程，不影响对您的评估。", "Your answer helps us to do better. It plays no part in your assessment."),
        "survey-scale": Bilingual("总体感受", "All in all"),
        "survey-1": Bilingual("很差", "Bad"),
        "survey-2": Bilingual("较差", "Not good"),
        "survey-3": Bilingual("一般", "So-so"),
        "survey-4": Bilingual("较好", "Good"),
        "survey-5": Bilingual("很好", "Very good"),
        "survey-words": Bilingual("还想说些什么？（可不填）", "Anything to add? (optional)"),
        "survey-send": Bilingual("提交", "Send"),
        "survey-missing": Bilingual("请选择 1 到 5 中的一项。", "Please choose one of the five."),
        "survey-thanks": Bilingual("谢谢您的反馈！", "Thank you for telling us!"),

        "feedback-title": Bilingual("面试反馈", "Your feedback"),
        "feedback-heading": Bilingual("面试反馈", "Your feedback"),
        "feedback-intro": Bilingual(
            "以下摘要来自招聘人员看到的同一份报告：每个方面怎么样，下次可以怎样做得更好。",
            "This summary comes from the same report our people read: how each area went, and what may help next time."),
        "feedback-face": Bilingual("画面中看到了什么", "What was seen in the picture"),
        "feedback-face-hint": Bilingual(
            "您同意了查看画面中的人脸。结果只作说明，不影响任何得分；您可以随时在同意页撤回，内容立即删除。",
            "You agreed to a look at the face in your recordings. It is for information and touches no score; you can take it "
                + "back at any time where you agreed to it, and it is deleted at once."),
        "feedback-machine": Bilingual(
            "评估由软件根据您的回答生成，决定由人作出。如果您认为有误，可以请人复核或要求更正。",
            "A program made the assessment from your answers; people decide. If you think something is wrong, ask for a "
                + "person's look or a correction."),
        "feedback-noticed": Bilingual("注意到", "Noticed"),
        "feedback-try": Bilingual("可以试试", "Try"),
        "feedback-question": Bilingual("第 {number} 题", "Question {number}"),
        "feedback-nothing": Bilingual("没有需要特别改进的地方。", "Nothing in particular to work on."),
        "feedback-none-title": Bilingual("暂无反馈", "No feedback yet"),
        "feedback-none": Bilingual(
            "反馈会在招聘人员作出决定后出现在这里；如果没有，您可以随时向我们提问。",
            "Feedback appears here once it is shared. You can always ask us about it."),
        "feedback-ask": Bilingual("请人复核或要求更正", "Ask for a person's look or a correction"),
    ]
}
