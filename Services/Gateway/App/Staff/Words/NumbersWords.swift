import Domain

extension PageWords {
    /// How the hiring goes, in numbers.
    static let numbers: PageWords = [
        "numbers-title": Bilingual("数据", "Numbers"),
        "numbers-heading": Bilingual("招聘数据", "Hiring in numbers"),
        "numbers-job": Bilingual("职位", "Job"),
        "numbers-all": Bilingual("全部", "All"),
        "numbers-from": Bilingual("申请日期，从", "Applied from"),
        "numbers-through": Bilingual("至（含当日）", "to (that day too)"),
        "numbers-filter": Bilingual("查看", "Show"),
        "numbers-counted": Bilingual("这段时间收到的申请：{count} 份", "Applications that came in this period: {count}"),
        "numbers-cut": Bilingual(
            "只统计最近的 {count} 份申请；请缩短时间段。", "The newest {count} alone are counted; choose a shorter period."),
        "numbers-hint": Bilingual(
            "少于 5 人的格子不显示人数、比例和时长，以保护个人。仍在进行中的不计入比例。",
            "Of fewer than five people neither number, share nor time is told, to protect them. Whoever is still under way is in no share."
        ),
        "numbers-xlsx": Bilingual("下载 XLSX", "Download as XLSX"),
        "numbers-csv": Bilingual("下载 CSV", "Download as CSV"),
        "numbers-none": Bilingual("这段时间没有可显示的数据。", "There is nothing to show for this period."),
        "numbers-fault-no-date": Bilingual("请填写有效的日期。", "A date is needed."),
        "numbers-fault-backwards": Bilingual("开始日期在结束日期之后。", "The period ends before it begins."),
        "numbers-fault-too-long": Bilingual("时间段最长 {days} 天。", "A period has at most {days} days."),
        "numbers-fault-no-job": Bilingual("没有这个职位编号。", "There is no such job."),
        "numbers-too-few": Bilingual("人数太少", "too few"),
        "numbers-minutes": Bilingual("{minutes} 分钟", "{minutes} min"),
        "numbers-hours": Bilingual("{hours} 小时", "{hours} h"),
        "numbers-days": Bilingual("{days} 天", "{days} d"),
        "numbers-table": Bilingual("{title}：表格", "{title}: table"),
        "numbers-more": Bilingual("另有 {count} 行见表格", "{count} more in the table"),
        "numbers-band": Bilingual("{from}–{to} 分", "{from} to {to} points"),
        "numbers-way-to-hire": Bilingual("从申请到录用", "From application to hire"),
        "numbers-passes": Bilingual("各职位通过率", "Pass rate by job"),
        "numbers-passes-hint": Bilingual(
            "进入下一步的人占进入下一步与被婉拒者之和的比例，由规则或由人决定；自行退出的见“中途退出”。",
            "Who was let on, of those who were let on or turned down, by a rule or by a person. Who left by themselves is among the drop-outs."
        ),
        "numbers-bands": Bilingual("各分数段录用率", "Hire rate by score"),
        "numbers-bands-hint": Bilingual(
            "已结束且有综合分的申请中，最终录用的比例；分数段含下限。",
            "Of applications that have ended and have a composite: how many were hired. A band begins with its lower number."
        ),
        "numbers-lead-times": Bilingual("各阶段时长", "Lead times"),
        "numbers-lead-times-hint": Bilingual(
            "已离开该阶段的人在其中停留的时间：中位数，以及 90% 的人不超过的时间。横条为中位数，细线到 90%。",
            "How long people who have left a stage were in it: the median, and what nine of ten did not exceed. The bar is the median, the line goes to the ninth decile."
        ),
        "numbers-drop-outs": Bilingual("中途退出", "Drop-outs by stage"),
        "numbers-drop-outs-hint": Bilingual(
            "已离开该阶段的人中，在那里撤回申请、逾期或谢绝的比例。",
            "Of those who have left a stage: who took the application back, ran out of time or declined there."),
        "numbers-ratings": Bilingual("问卷与复核请求", "Questionnaire and complaints"),
        "numbers-ratings-hint": Bilingual(
            "面试后的满意度为 1 至 5；不满意指 1 或 2。请求人工复核的比例以有报告者计。",
            "What candidates answered after the interview, 1 to 5; unsatisfied is 1 or 2. Who asked for a person's look is counted among those with a report."
        ),
        "numbers-of-passes": Bilingual("职位", "Job"),
        "numbers-of-bands": Bilingual("综合分", "Composite"),
        "numbers-of-lead-times": Bilingual("阶段", "Stage"),
        "numbers-of-drop-outs": Bilingual("阶段", "Stage"),
        "numbers-of-ratings": Bilingual("职位", "Job"),
        "numbers-screening-decided": Bilingual("初筛人数", "Screened (n)"),
        "numbers-screening-passed": Bilingual("初筛通过率", "Screening passed"),
        "numbers-interview-decided": Bilingual("面试人数", "Interviewed (n)"),
        "numbers-interview-passed": Bilingual("面试通过率", "Interview passed"),
        "numbers-ended": Bilingual("已结束人数", "Ended (n)"),
        "numbers-hired": Bilingual("录用率", "Hired"),
        "numbers-left": Bilingual("人数", "People (n)"),
        "numbers-median": Bilingual("中位数", "Median"),
        "numbers-ninth-decile": Bilingual("90% 不超过", "Nine of ten within"),
        "numbers-dropped-out": Bilingual("退出率", "Dropped out"),
        "numbers-answered": Bilingual("答卷人数", "Answered (n)"),
        "numbers-mean": Bilingual("平均满意度", "Mean of 1 to 5"),
        "numbers-low": Bilingual("不满意", "Unsatisfied"),
        "numbers-reported": Bilingual("有报告人数", "With a report (n)"),
        "numbers-asked-for-person": Bilingual("请求人工复核", "Asked for a person's look"),
        "numbers-file-table": Bilingual("表", "Table"),
        "numbers-file-row": Bilingual("行", "Row"),
        "numbers-file-column": Bilingual("列", "Column"),
        "numbers-file-number": Bilingual("数值（比例 0–1，时长为天）", "Number (shares 0 to 1, times in days)"),
        "numbers-file-note": Bilingual("备注", "Note"),
        "numbers-file-days": Bilingual("{column}（天）", "{column} (days)"),
    ]
}
