import Domain

extension PageWords {
    /// Questions that are answered before the camera, and handing in.
    static let question: PageWords = [
        "question-title": Bilingual("面试题", "A question"),
        "question-heading": Bilingual("第 {number} 题（共 {count} 题）", "Question {number} of {count}"),
        "question-no-script": Bilingual(
            "录制回答需要启用 JavaScript。请启用后刷新，或回复邀请邮件选择其他方式。",
            "Recording an answer needs JavaScript. Switch it on and reload, or reply to the invitation for another way."
        ),
        "question-elsewhere": Bilingual(
            "这场面试已在另一个标签页中打开。请回到那里，或关闭它，本页会自动继续。",
            "This interview is open in another tab. Go back there, or close it and this page goes on by itself."),
        "question-before": Bilingual(
            "准备好后再打开题目。打开后开始思考计时；思考时间结束，回答自动开始。",
            "Open the question when you are ready. Time to think begins then, and your answer begins when it is over."),
        "question-open": Bilingual("打开题目", "Show the question"),
        "question-open-hint": Bilingual(
            "会先打开您的摄像头，思考期间不录制。", "Your camera is turned on first. Nothing is recorded while you think."),
        "question-think": Bilingual("思考时间", "Time to think"),
        "question-think-free": Bilingual("不限", "as long as you like"),
        "question-answer": Bilingual("回答时间", "Time to answer"),
        "question-takes": Bilingual("可以回答", "You can answer"),
        "question-once": Bilingual("一次", "once"),
        "question-times": Bilingual("{count} 次", "{count} times"),
        "question-captions": Bilingual("字幕", "Captions"),
        "question-captions-given": Bilingual(
            "题目始终有文字；回放您的回答时，软件听懂的内容会显示为字幕",
            "The question stays in writing; when you play your answer, what software understood of it is shown as captions"
        ),
        "said-captions": Bilingual("字幕", "Captions"),
        "question-pauses": Bilingual("可以暂停", "You can pause"),
        "question-minutes": Bilingual("{count} 分钟", "{count} minutes"),
        "question-seconds": Bilingual("{count} 秒", "{count} seconds"),
        "question-read": Bilingual("朗读题目", "Read it aloud"),
        "question-time-left": Bilingual("剩余时间", "Time left"),
        "question-camera-opens": Bilingual("正在打开摄像头……", "Opening the camera …"),
        "question-recording": Bilingual("正在录制", "Recording"),
        "question-paused": Bilingual("已暂停", "Paused"),
        "question-record": Bilingual("开始回答", "Start answering"),
        "question-record-hint": Bilingual(
            "点击后开始录制。不必用完全部时间。", "Recording starts when you press it. You need not use all of the time."),
        "question-stop": Bilingual("回答完毕", "I am done"),
        "question-pause": Bilingual("暂停", "Pause"),
        "question-resume": Bilingual("继续回答", "Go on"),
        "question-paused-hint": Bilingual(
            "计时已停止，最长可以暂停十分钟。", "The clock stands still, for ten minutes at most."),
        "question-sending": Bilingual(
            "正在送出您的回答。您可以直接做下一题，其余部分会继续上传。",
            "Your answer is on its way. You can go on; the rest of it is sent meanwhile."),
        "question-sent": Bilingual("已送达的部分", "How much has arrived"),
        "question-answered": Bilingual("您的回答已送达。", "Your answer has arrived."),
        "question-play": Bilingual("回放我的回答", "Play my answer"),
        "question-playback": Bilingual("您的回答", "Your answer"),
        "question-again": Bilingual("重新回答", "Answer again"),
        "question-answer-again": Bilingual("重新回答本题", "Answer again"),
        "question-earlier": Bilingual(
            "您之前的回答仍然有效；不重新回答也可以。", "Your earlier answer still counts; you need not answer again."),
        "question-write": Bilingual("改为书面回答", "Answer in writing instead"),
        "question-questions": Bilingual("题目", "Questions"),
        "question-back": Bilingual("上一题", "Back"),
        "question-next": Bilingual("下一题", "Next question"),
        "question-to-end": Bilingual("检查并提交", "Check and hand in"),
        "question-retry": Bilingual("再试一次", "Try again"),
        "question-ask": Bilingual("需要其他方式？", "Need another way?"),
        "question-offline": Bilingual(
            "网络断开了。录像保存在您的设备上，恢复后自动上传；请保持页面打开。",
            "The connection is gone. Your recording is kept on this device and is sent when it is back; please keep this "
                + "page open."),
        "question-unkept": Bilingual(
            "浏览器没有空间保存录像的副本。上传完成前请不要关闭页面。",
            "The browser has no room for a copy of your recording. Please keep this page open until it is sent."),

        "said-at-unopened": Bilingual("准备好了就可以开始。", "Whenever you are ready."),
        "said-at-thinking": Bilingual("还没有开始录制。", "Not recording yet."),
        "said-at-recording": Bilingual("正在录制您的回答。", "Your answer is being recorded."),
        "said-at-paused": Bilingual("已暂停。", "Paused."),
        "said-at-sending": Bilingual("回答结束，正在送出。", "Done; your answer is on its way."),
        "said-at-answered": Bilingual("回答已送达。", "Your answer has arrived."),
        "said-at-fault": Bilingual("请重新回答。", "Please answer again."),
        "said-starts-soon": Bilingual(
            "摄像头正在打开，打开后立即开始录制。", "The camera is opening; recording begins as soon as it is there."),
        "said-more-time": Bilingual("您的作答时间延长了，请从容作答。", "You have been given more time."),
        "said-time-left": Bilingual("剩余时间", "Time left"),
        "said-time-to-think": Bilingual("思考时间", "Time to think"),
        "said-left-30": Bilingual("还有三十秒，可以从容收尾。", "Thirty seconds left, time to round off."),
        "said-left-10": Bilingual(
            "还有十秒。说到哪里就保存到哪里。", "Ten seconds left. Whatever you have said is kept."),
        "said-think-30": Bilingual("三十秒后开始录制。", "Recording begins in thirty seconds."),
        "said-think-10": Bilingual("十秒后开始录制。", "Recording begins in ten seconds."),
        "said-interrupted": Bilingual(
            "录制中断了（例如来电）。中断的时间不算您的，恢复后会接着录。",
            "The recording was interrupted, perhaps by a call. That time is not charged to you; it goes on when the "
                + "microphone is back."),
        "said-goes-on": Bilingual("继续录制，中断的时间已补上。", "Recording again; the time that was lost is given back."),
        "said-checked": Bilingual("时长 {time}，可以听清。", "It is {time} long, and we can hear you."),
        "said-refused": Bilingual(
            "这一步现在不能进行，页面已更新为最新状态。", "That is not possible now; the page shows how things stand."),
        "said-offline": Bilingual(
            "网络断开了，请稍等；恢复后可以继续。", "There is no connection just now; go on when it is back."),

        "fault-no-sound": Bilingual(
            "没有收到声音。请检查麦克风是否静音，然后重新回答；这次不计入次数。",
            "No sound arrived. See whether your microphone is muted, and answer again; this one does not count."),
        "fault-black-picture": Bilingual(
            "画面一直是黑的。请检查镜头盖和光线，然后重新回答；这次不计入次数。",
            "The camera stayed black. Look for a cover on the lens, turn on a light, and answer again; this one does not "
                + "count."),
        "fault-recording-too-short": Bilingual(
            "录像太短，没有可以听的内容。请重新回答；这次不计入次数。",
            "The recording is too short to hear anything. Please answer again; this one does not count."),
        "fault-nothing-arrived": Bilingual(
            "没有收到这次录像。请重新回答；这次不计入次数。",
            "Nothing of this recording arrived. Please answer again; this one does not count."),
        "fault-none-left": Bilingual(
            "这次录像无法使用，而且已没有剩余次数。请继续并提交；这不会算在您头上，我们的同事会看到。",
            "This recording cannot be used, and the question cannot be answered again. Go on and hand in: it does not count "
                + "against you, and our people see it."),
        "fault-other": Bilingual(
            "这段录像无法播放。这不是您的问题，请重新回答；这次不计入次数。",
            "This recording cannot be played, through no fault of yours. Please answer again; this one does not count."),

        "hand-in-title": Bilingual("检查并提交", "Check and hand in"),
        "hand-in-heading": Bilingual("检查并提交", "Check and hand in"),
        "hand-in-lead-complete": Bilingual(
            "所有题目都已回答。提交后不能再修改。", "All questions are answered. Once handed in, nothing can be changed."),
        "hand-in-lead-missing": Bilingual(
            "还有题目没有回答。您可以现在继续，也可以稍后从邮件中的链接回来。",
            "Some questions are not answered yet. Go on now, or come back later by the link in your mail."),
        "hand-in-lead-waiting": Bilingual(
            "您的回答还在路上，到齐后就可以提交。", "Your answers are still on their way. You can hand in when they have arrived."),
        "hand-in-answered": Bilingual("已回答", "Answered"),
        "hand-in-sending": Bilingual("正在送达", "On its way"),
        "hand-in-lead-gap": Bilingual(
            "有题目没有收到回答，也没有剩余次数。请提交；这不会算在您头上，我们的同事会看到。",
            "For one question no answer arrived, and it cannot be answered again. Hand in all the same: it does not count "
                + "against you, and our people see it."),
        "hand-in-missing": Bilingual("尚未回答", "Not answered yet"),
        "hand-in-fault": Bilingual("需要重新回答", "Please answer again"),
        "hand-in-question": Bilingual("第 {number} 题", "Question {number}"),
        "hand-in-length": Bilingual("时长 {time}", "{time} long"),
        "hand-in-answer": Bilingual("去回答", "Answer it"),
        "hand-in-again": Bilingual("查看或重新回答", "Look or answer again"),
        "hand-in-look": Bilingual("查看", "Look"),
        "hand-in-first": Bilingual("继续回答", "Go on answering"),
        "hand-in-arriving": Bilingual(
            "正在上传，请保持页面打开；完成后本页会自动更新。",
            "Being sent; please keep this page open. It goes on by itself."),
        "hand-in-left": Bilingual(
            "还有 {size} MB 在上传，请保持页面打开。", "{size} MB are still to be sent; please keep this page open."),
        "hand-in-look-again": Bilingual("刷新", "Look again"),
        "hand-in-submit": Bilingual("提交面试", "Hand in the interview"),
        "hand-in-hint": Bilingual(
            "提交后，同一个链接会显示后续进度。", "Afterwards the same link shows how your application goes on."),
        "hand-in-answer-missing": Bilingual("还有题目没有回答。", "A question has no answer yet."),
        "hand-in-answer-still-arriving": Bilingual(
            "有一个回答还在处理，请过几秒再提交。", "An answer is still being put together; hand in again in a few seconds."),
        "hand-in-take-running": Bilingual("有一个回答正在录制，请先结束它。", "An answer is being recorded; end it first."),
    ]
}
