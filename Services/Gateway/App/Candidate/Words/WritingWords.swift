import Domain

extension PageWords {
    /// Questions that are answered in writing.
    static let writing: PageWords = [
        "writing-title": Bilingual("书面题", "A question to answer in writing"),
        "writing-heading": Bilingual("第 {number} 题（共 {count} 题）", "Question {number} of {count}"),
        "writing-answered": Bilingual("您的回答已提交。", "Your answer has been handed in."),
        "writing-examples": Bilingual("示例", "Examples"),
        "writing-number": Bilingual("编号", "No."),
        "writing-input": Bilingual("输入", "Input"),
        "writing-output": Bilingual("输出", "Output"),
        "writing-language": Bilingual("编程语言", "Programming language"),
        "writing-program": Bilingual("您的程序", "Your program"),
        "writing-text": Bilingual("您的回答", "Your answer"),
        "writing-keys": Bilingual(
            "Tab 键缩进。要用键盘离开编辑框，先按 Esc 再按 Tab，或按 Shift+Tab。",
            "Tab indents. To leave the editor by keyboard press Escape and then Tab, or Shift+Tab."),
        "writing-counted-words": Bilingual(
            "按词计数，标点不计。", "Words are counted; punctuation is not."),
        "writing-counted-characters": Bilingual(
            "按汉字计数；夹杂的外文单词或数字各计一个，标点不计。",
            "Chinese characters are counted, and each Latin word or number as one; punctuation is not."),
        "writing-count-words": Bilingual("{count} 词，最多 {most} 词", "{count} of at most {most} words"),
        "writing-count-characters": Bilingual("{count} 字，最多 {most} 字", "{count} of at most {most} characters"),
        "writing-hand-in": Bilingual("提交本题", "Hand in this answer"),
        "writing-run": Bilingual("运行示例", "Run the examples"),
        "writing-save": Bilingual("保存草稿", "Save the draft"),
        "writing-saving": Bilingual("正在保存…", "Saving…"),
        "writing-saved": Bilingual("草稿保存于 {time}。", "Draft saved {time}."),
        "writing-saved-now": Bilingual("草稿已保存。", "Draft saved."),
        "writing-unsaved": Bilingual(
            "暂时无法保存，内容仍在本页，稍后会再次尝试。",
            "It could not be saved just now. Your words stay on this page and will be saved as soon as possible."),
        "writing-takes": Bilingual("还可以提交 {count} 次。", "Times you can still hand in: {count}."),
        "writing-limits": Bilingual(
            "程序从标准输入读取，向标准输出写出；每次运行限时 {time} 毫秒、内存 {memory} MiB，不能使用网络、线程和其他进程。行末空格不计。",
            "Your program reads standard input and writes standard output. Each run may take {time} ms and {memory} MiB, "
                + "without network, threads or other processes. Blanks at the ends of lines do not count."),
        "writing-result": Bilingual("运行结果", "Result of the run"),
        "writing-verdict": Bilingual("结果", "Result"),
        "writing-time": Bilingual("用时", "Time"),
        "writing-said": Bilingual("程序输出", "What it wrote"),
        "writing-running": Bilingual("正在运行…", "Running…"),
        "writing-look-again": Bilingual("刷新结果", "Look again"),
        "writing-passed-count": Bilingual(
            "通过 {passed} 个示例，共 {count} 个。", "{passed} of {count} examples passed."),
        "writing-not-run": Bilingual(
            "现在无法运行，这不是您程序的问题。您可以稍后再试，或直接提交。",
            "It could not be run just now, through no fault of your program. Try again later, or hand it in as it is."),
        "writing-too-many-runs": Bilingual(
            "每分钟最多运行六次，请稍候。", "A program can be run six times a minute; please wait a little."),
        "writing-questions": Bilingual("题目", "Questions"),
        "writing-back": Bilingual("上一题", "Back"),
        "writing-next": Bilingual("下一步", "Go on"),
        "writing-flaw-nothing-written": Bilingual("还没有书写内容。", "Nothing has been written yet."),
        "writing-flaw-too-long": Bilingual(
            "回答过长，最多 {most} 字（词）。内容仍在下面。",
            "The answer is longer than {most} words or characters. It is still here below."),
        "writing-flaw-no-take-left": Bilingual("本题已经提交过。", "This question has been answered already."),
        "writing-flaw-too-many-runs": Bilingual(
            "每分钟最多运行六次，请稍候再试。", "A program can be run six times a minute; try again in a moment."),
        "writing-flaw-malformed-language": Bilingual("请选择编程语言。", "Please choose a programming language."),
        "writing-flaw-other": Bilingual(
            "没有成功，请再试一次。您的内容仍在下面。", "That did not work; please try again. Your words are still here below."),
        "verdict-passed": Bilingual("通过", "passed"),
        "verdict-wrong-answer": Bilingual("结果错误", "wrong answer"),
        "verdict-time-over": Bilingual("超时", "took too long"),
        "verdict-memory-over": Bilingual("内存超限", "used too much memory"),
        "verdict-output-over": Bilingual("输出超限", "too much output"),
        "verdict-crashed": Bilingual("运行崩溃", "crashed"),
        "verdict-not-compiled": Bilingual("编译失败", "did not compile"),
    ]
}
