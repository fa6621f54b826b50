import Domain

extension PageWords {
    /// What one agrees to.
    static let consent: PageWords = [
        "consent-title": Bilingual("您的同意", "Your consent"),
        "consent-heading": Bilingual("您同意什么，由您决定", "You decide what you agree to"),
        "consent-intro": Bilingual(
            "每一项单独选择，可以随时在这里撤回。", "Each purpose stands on its own, and you can take it back here at any time."),
        "consent-recording": Bilingual("录制我的回答", "Recording my answers"),
        "consent-ai-assessment": Bilingual("由软件辅助评估", "Assessment with the help of software"),
        "consent-talent-pool": Bilingual("加入人才库", "Talent pool"),
        "consent-face-features": Bilingual("查看画面中的人脸", "Looking at the face in the picture"),
        "consent-needed": Bilingual("（视频面试需要）", "(needed for the video interview)"),
        "consent-free": Bilingual("（自愿，不影响本次申请）", "(your choice; it does not affect this application)"),
        "consent-may-write": Bilingual(
            "您可以用文字回答所有问题，不必录制。想说的题目仍可录制，只要同意录制即可。",
            "You may write all answers and need not be recorded. Where you would rather speak, agree to recording."),
        "consent-version": Bilingual("文本版本：", "Version of this text:"),
        "consent-agree": Bilingual("同意所选项并继续", "Agree to what is ticked, and go on"),
        "consent-begin": Bilingual("确认选择并开始答题", "Confirm what is ticked, and begin"),
        "consent-go-on": Bilingual("继续面试", "Go on with the interview"),
        "consent-given": Bilingual(
            "您于 {time} 同意（文本版本 {version}）。", "You agreed on {time} (version {version} of the text)."),
        "consent-withdraw": Bilingual("撤回同意", "Take this back"),
        "consent-withdraw-recording": Bilingual(
            "撤回后，录像立即删除，视频面试中止。我们的同事会与您联系，安排其他方式；这不会影响您的申请。",
            "Your recordings are then deleted at once and the video interview stops. A colleague of ours will contact "
                + "you and arrange another way; it does not count against you."),
        "consent-sure": Bilingual("我确定要撤回，并删除我的录像", "I am sure, and want my recordings deleted"),
        "consent-be-sure": Bilingual(
            "录像删除后无法恢复。如果确定，请先勾选确认。",
            "What is deleted cannot be brought back. If you are sure, please tick the box first."),
        "consent-withdraw-ai-assessment": Bilingual(
            "撤回后，您的回答由人工评估。", "A person then assesses your answers."),
        "consent-withdraw-face-features": Bilingual(
            "撤回后，已查看到的内容立即删除，不再查看。", "What was found is then deleted at once, and nothing more is looked at."),
        "consent-withdraw-talent-pool": Bilingual(
            "撤回后，申请结束即不再保留您的简历。", "Your résumé is then not kept after this application."),
        "consent-needs-recording": Bilingual(
            "没有对录制的同意，就不能进行视频面试。您也可以选择下面的人工方式，这不会影响您的申请。",
            "Without your consent to recording there can be no video interview. You can also choose the way "
                + "with a person below; it does not count against you."),
        "consent-new-text": Bilingual(
            "文本刚刚更新过，请再看一遍。", "The text has just changed; please read it once more."),
        "consent-human": Bilingual("不想录制视频？", "You would rather not be recorded?"),
        "consent-human-text": Bilingual(
            "没有关系，这不会影响您的申请。我们的同事会与您联系，安排与人面谈或其他方式。",
            "That is all right and does not count against you. A colleague of ours will contact you and arrange "
                + "a talk with a person, or another way."),
        "consent-human-written": Bilingual("更想与人面谈？", "You would rather talk to a person?"),
        "consent-human-text-written": Bilingual(
            "没有关系，这不会影响您的申请。我们的同事会与您联系，安排面谈或其他方式。",
            "That is all right and does not count against you. A colleague of ours will contact you and arrange a talk, "
                + "or another way."),
        "consent-human-ask": Bilingual("请安排人工方式", "Please arrange a way with a person"),
        "consent-rights": Bilingual("您的权利", "Your rights"),
        "consent-rights-text": Bilingual(
            "您可以查看、更正和删除自己的资料，要求人工查看，并了解评估的依据。撤回同意不影响此前处理的合法性。",
            "You can see, correct and erase what we hold about you, ask for a person's look, and learn what an "
                + "assessment rests on. Taking consent back does not make unlawful what was done before."),
    ]
}
