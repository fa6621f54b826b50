import Domain

extension PageWords {
    /// The link, what will happen, the status.
    static let entry: PageWords = [
        "enter-title": Bilingual("您的面试", "Your interview"),
        "enter-opening": Bilingual("正在打开……", "Opening …"),
        "enter-no-script": Bilingual(
            "此浏览器没有启用 JavaScript。您仍可以阅读说明、查看进度；录制视频回答需要启用它，或回复邀请邮件选择其他方式。",
            "JavaScript is switched off in this browser. You can still read what will happen and see where you stand; "
                + "recording answers needs it. Or reply to the invitation for another way."),
        "enter-paste": Bilingual("请粘贴邮件中的完整链接", "Paste the whole link from your mail"),
        "enter-open": Bilingual("打开", "Open"),

        "welcome-title": Bilingual("面试说明", "What will happen"),
        "welcome-heading": Bilingual("欢迎参加面试", "Welcome to your interview"),
        "welcome-intro": Bilingual(
            "谢谢您的申请。您可以在方便的时候用电脑或手机作答，无需安装、无需注册。请先看看接下来会发生什么。",
            "Thank you for applying. You answer whenever it suits you, on a computer or a phone; there is "
                + "nothing to install and no account. Here is what will happen."),
        "welcome-questions": Bilingual("问题数量", "Questions"),
        "welcome-length": Bilingual("大约需要", "It takes about"),
        "welcome-minutes": Bilingual("{count} 分钟", "{count} minutes"),
        "welcome-takes": Bilingual("每题可重录", "Retakes per answer"),
        "welcome-one-take": Bilingual("不可重录", "none"),
        "welcome-retakes": Bilingual("{count} 次", "{count}"),
        "welcome-takes-written": Bilingual("每题可重新提交", "Changes per answer"),
        "welcome-one-take-written": Bilingual("不可", "none"),
        "welcome-until": Bilingual("截止时间", "Open until"),
        "welcome-begin": Bilingual("开始", "Begin"),
        "welcome-go-on": Bilingual("继续", "Go on"),
        "welcome-nothing-yet": Bilingual(
            "点击后还不会录制：先征求您的同意，再检查设备。",
            "Nothing is recorded yet: first we ask for your consent, then you check your device."),
        "welcome-nothing-yet-written": Bilingual(
            "点击后先征求您的同意，再开始答题。", "First you are asked what you agree to; then come the questions."),
        "welcome-human-asked": Bilingual(
            "您选择了由人安排的其他方式。我们的同事会与您联系。您随时可以改变主意，从这里开始。",
            "You asked for a way with a person. A colleague of ours will contact you. You can change your "
                + "mind and begin here at any time."),
        "welcome-need": Bilingual("您需要准备", "What you need"),
        "welcome-need-device": Bilingual(
            "一台带摄像头和麦克风的电脑或手机", "A computer or phone with a camera and a microphone"),
        "welcome-need-device-written": Bilingual("一台电脑或手机", "A computer or phone"),
        "welcome-need-net": Bilingual(
            "稳定的网络；网络中断也不要紧，录像会先保存在您的设备上，恢复后继续上传",
            "A connection to the internet. If it breaks off, your recording is kept on your device and goes on "
                + "its way later"),
        "welcome-need-net-written": Bilingual(
            "可用的网络；您书写的内容会自动保存", "A connection to the internet. What you write is saved as you go"),
        "welcome-need-place": Bilingual("一个安静、光线充足的地方", "A quiet place with some light"),
        "welcome-way": Bilingual("接下来的步骤", "Step by step"),
        "welcome-way-consent": Bilingual(
            "您的同意：每一项用途单独征求，可以随时撤回。", "Your consent, for each purpose on its own; you can take it back."),
        "welcome-way-devices": Bilingual(
            "设备检查和一道练习题；练习录像不会上传。",
            "A look at your device, and a question for practice; what you record there never leaves your device."),
        "welcome-way-questions": Bilingual(
            "逐题作答。可以先读题思考，再开始录制。", "The questions, one by one. You read and think before you record."),
        "welcome-way-questions-written": Bilingual(
            "逐题书面作答。可以中途停下，稍后继续。",
            "The questions, one by one, in writing. You can stop at any time and go on later."),
        "welcome-way-end": Bilingual(
            "检查并提交。之后可以用同一个链接查看进度。",
            "You hand in. The same link then shows how your application goes on."),
        "welcome-assessed": Bilingual("我们评估什么", "What is assessed"),
        "welcome-about-communication": Bilingual(
            "所说的内容是否清楚、有条理、便于理解；口音、语速和停顿不计分。",
            "How clear and ordered what you say is. Accent, pace and pauses count for nothing."),
        "welcome-about-other": Bilingual(
            "由相应问题的回答内容评估。", "Assessed by what you answer to the questions about it."),
        "welcome-about-all": Bilingual("由全部回答评估。", "Assessed by all that you answer."),
        "welcome-who": Bilingual("由谁决定", "Who decides"),
        "welcome-who-text": Bilingual(
            "由我们的招聘人员决定。任何对您不利的决定都由人作出，软件不会拒绝任何人。您可以要求人工查看、提出更正或询问理由。",
            "People of our hiring team do. Every decision against you is made by a person; software rejects "
                + "nobody. You can ask for a person's look, for a correction, and for the reasons."),
        "welcome-who-software": Bilingual(
            "是否录用由我们的招聘人员决定。按照本职位事先写明的规则，软件可能直接作出不通过的决定；邮件会说明这一点，您可以要求人工查看、提出更正或询问理由。",
            "People of our hiring team decide who is hired. By rules that are written down for this job, software may turn an "
                + "application down without them; the mail then says so, and you can ask for a person's look, for a "
                + "correction, and for the reasons."),
        "welcome-software": Bilingual("软件做什么", "What software does"),
        "welcome-software-does": Bilingual(
            "软件把您的话转成文字，并根据内容和表达给出分数和依据，供招聘人员参考。",
            "It writes down what you say and proposes scores for content and clarity, with the passages they "
                + "rest on, for people to look at."),
        "welcome-software-does-written": Bilingual(
            "软件根据您书写的内容给出分数和依据，供招聘人员参考；程序题由软件运行并核对结果。",
            "It proposes scores for what you write, with the passages they rest on, and runs programs to see "
                + "whether their results are right, for people to look at."),
        "welcome-software-not": Bilingual(
            "软件不分析您的长相、表情、口音、年龄或性别，也不会把您的回答用于训练。",
            "It does not judge your looks, expression, accent, age or sex, and your answers train nothing."),
        "welcome-other": Bilingual("需要其他方式？", "Need another way?"),
        "welcome-other-text": Bilingual(
            "如果您需要更多时间、字幕、书面作答，或不希望录制，请回复邀请邮件；您也可以在下一步选择人工方式。这不会影响您的申请。",
            "If you need more time, captions, answers in writing, or do not want to be recorded, reply to the "
                + "invitation; the next step offers a way with a person too. It does not count against you."),
        "welcome-other-text-written": Bilingual(
            "如果您需要更多时间或其他方式，请回复邀请邮件；您也可以在下一步选择人工方式。这不会影响您的申请。",
            "If you need more time or another way, reply to the invitation; the next step offers a way with a person "
                + "too. It does not count against you."),
    ]
}
