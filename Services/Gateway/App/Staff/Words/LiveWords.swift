import Domain

extension PageWords {
    static let live: PageWords = [
        "live-title": Bilingual("面试进行中", "Live"),
        "live-heading": Bilingual("正在面试的人", "In the interview now"),
        "live-lead": Bilingual(
            "正在检查设备或作答的应聘者。看不到回答内容；一小时没有动静的不再显示。",
            "Who checks the camera or answers at this moment. What they say is not shown; who has done nothing for an hour is gone "
                + "from here."),
        "live-refresh": Bilingual("刷新", "Load again"),
        "live-following": Bilingual("自动更新中", "follows by itself"),
        "live-nobody": Bilingual("现在没有人在面试。", "Nobody is in the interview at present."),
        "live-check": Bilingual("检查设备", "Device check"),
        "live-question": Bilingual("第 {number} 题，共 {count} 题：{state}", "Question {number} of {count}: {state}"),
        "live-handing-in": Bilingual("已答完，尚未提交", "All answered, not handed in yet"),
        "live-state-unopened": Bilingual("尚未打开", "not opened yet"),
        "live-state-thinking": Bilingual("思考或作答", "thinking or writing"),
        "live-state-recording": Bilingual("录制中", "recording"),
        "live-state-paused": Bilingual("已暂停", "paused"),
        "live-state-sending": Bilingual("上传中", "sending"),
        "live-state-answered": Bilingual("已回答", "answered"),
        "live-state-fault": Bilingual("录制未成功", "the recording did not work"),
        "live-since": Bilingual("自 {time} 起", "since {time}"),
        "live-stuck": Bilingual("很久没有动静", "no sign for long"),
    ]
}
