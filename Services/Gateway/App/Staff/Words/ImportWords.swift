import Domain

extension PageWords {
    /// Tables of applications that are taken in.
    static let imports = importPages.joined(with: importStandings).joined(with: importFields)

    private static let importPages: PageWords = [
        "imports-title": Bilingual("导入申请", "Import applications"),
        "imports-heading": Bilingual("导入申请", "Import applications"),
        "import-title": Bilingual("导入申请", "Import"),
        "import-heading": Bilingual("导入", "import"),
        "import-bring": Bilingual("上传表格", "Bring a table"),
        "import-bring-hint": Bilingual(
            "一行一位应聘者，第一行为列名。上传后先核对各列并试检查，确认开始之前不会产生任何申请。",
            "One applicant a row, the names of the columns in the first. You say which column is what and have all rows looked at; "
                + "no application is made before you start."),
        "import-file": Bilingual("CSV 或 XLSX 文件", "A CSV or XLSX file"),
        "import-limits": Bilingual(
            "最大 20 MB、20000 行、60 列。旧版 .xls 请另存为 .xlsx。",
            "At most 20 MB, 20,000 rows and 60 columns. Save an old .xls as .xlsx first."),
        "import-days": Bilingual(
            "文件加密保存，导入完成即删除，最长保留 {count} 天；未导入的行在完成后保留 {count} 天。",
            "The file is kept sealed and deleted when the import ends, after {count} days at the latest; rows that were not taken are "
                + "kept for {count} days after the end."),
        "import-upload": Bilingual("上传", "Upload"),
        "import-earlier": Bilingual("以前的导入", "Imports so far"),
        "import-none": Bilingual("还没有导入过。", "None yet."),
        "import-rows-read": Bilingual("共 {count} 行", "{count} rows"),
        "import-opened": Bilingual("{who} 于 {time} 上传", "Brought by {who}, {time}"),
        "import-started": Bilingual(
            "{who} 于 {time} 开始，并确认处理合法", "Started by {who}, {time}, who confirmed that it is lawful"),
        "import-ends": Bilingual("全部内容将于 {time} 删除", "Everything of it is deleted on {time}"),
        "import-look-again": Bilingual("刷新", "Look again"),
        "import-columns": Bilingual("各列是什么", "Which column is what"),
        "import-columns-hint": Bilingual(
            "姓名和电子邮箱必选，并至少选一列介绍此人的内容（如学历、工作年限、简历），用于按职位标准初筛。未选的列不会导入。下次遇到同样的列名会自动采用这次的选择。",
            "Name and e-mail are needed, and at least one column that tells about the person (education, years, résumé), by which the "
                + "job's criteria are judged. Columns that are nothing here are not taken over. What you choose is proposed again for a "
                + "table with the same names of columns."),
        "import-column-unnamed": Bilingual("第 {number} 列（无列名）", "Column {number}, without a name"),
        "import-sheet": Bilingual(
            "文件有 {count} 个工作表，只读取第一个：{name}", "The workbook has {count} sheets; only the first is read: {name}"),
        "import-not-taken": Bilingual("不导入", "not taken over"),
        "import-do-check": Bilingual("试检查", "Look at all rows"),
        "import-check": Bilingual("检查结果", "What the look found"),
        "import-good": Bilingual("可以导入", "Can be taken"),
        "import-refused": Bilingual("不能导入", "Cannot be taken"),
        "import-nothing-good": Bilingual(
            "没有一行可以导入。请改正文件后重新上传，或重新选择各列。",
            "No row can be taken. Mend the file and bring it again, or choose other columns."),
        "import-refused-file": Bilingual("下载不能导入的行（CSV）", "Download the rows that cannot be taken (CSV)"),
        "import-refused-hint": Bilingual(
            "文件中是原样的行和原因；改正后可以作为新表格上传。请按个人信息妥善保管。",
            "The rows as they were given, each with why; mended, they can be brought as a table of their own. They are personal data: "
                + "keep them accordingly."),
        "import-examples": Bilingual("前几行", "The first of them"),
        "import-row": Bilingual("行", "Row"),
        "import-more": Bilingual("另有 {count} 行见下载文件。", "{count} more are in the file."),
        "import-start": Bilingual("开始导入", "Start the import"),
        "import-go-on": Bilingual("继续导入", "Go on"),
        "import-start-hint": Bilingual(
            "每行成为一份普通的申请，接受同样的初筛并收到同样的邀请。可以随时停止；已导入的申请保留。",
            "Each row becomes an ordinary application, is screened like any other and gets the same invitation. You can stop at any "
                + "time; what was taken in stays."),
        "import-duty": Bilingual(
            "这些人没有经过本系统的页面告知。法律要求告知：谁处理其信息、联系方式、目的和方式、信息种类、保存期限、其权利，以及信息从何而来（《个人信息保护法》第17条；GDPR 第14条："
                + "至迟一个月内，且不晚于第一次联系）。如由他人提供，对方须已取得单独同意（《个人信息保护法》第23条）。",
            "These people were not told by a page of ours. The law asks that they are: who processes their data and how to reach them, "
                + "for what and how, which data, for how long, what rights they have, and where the data are from (PIPL 17; GDPR 14: "
                + "within a month, and not after the first message). Who passes data on needs a consent of its own for it (PIPL 23)."
        ),
        "import-lawful": Bilingual(
            "我确认：本单位可以为招聘处理这些人的信息，并已经或将及时告知他们。此确认连同姓名和时间记入审计。",
            "I confirm that the employer may process these people's data for hiring, and that they were or will be informed in time. "
                + "Who confirmed and when is written into the audit."),
        "import-progress": Bilingual("进度", "Progress"),
        "import-done": Bilingual("已导入", "Handed in"),
        "import-left": Bilingual("剩余", "Left"),
        "import-stop": Bilingual("停止", "Stop"),
        "import-see": Bilingual("查看申请", "See the applications"),
        "import-problem": Bilingual("现在不能这样做，请再看一下。", "This cannot be done now; look again."),
        "import-problem-content-too-large": Bilingual("文件超过 20 MB。", "The file has more than 20 MB."),
        "import-problem-file-missing": Bilingual("请选择文件。", "Choose a file."),
        "import-problem-job-closed": Bilingual(
            "职位已关闭，不再接受申请。", "The job is closed and takes no more applications."),
        "import-problem-malformed-mapping": Bilingual(
            "请为姓名、电子邮箱和至少一项介绍此人的内容选择列。",
            "Choose a column for the name, one for the e-mail, and one at least that tells about the person."),
        "import-problem-field-twice": Bilingual("有两列选了同一项。", "Two columns are said to be the same."),
        "import-problem-import-running": Bilingual(
            "此职位的另一个导入正在进行，请等它结束。", "Another import for this job is running; wait for its end."),
        "import-problem-import-elsewhere": Bilingual(
            "导入的状态已经变化，请看当前状态。", "The import stands elsewhere by now, as you see."),
        "import-problem-lawfulness-unconfirmed": Bilingual(
            "开始之前请确认可以处理这些信息。", "Confirm that these data may be processed before you start."),
        "import-file-row": Bilingual("行号", "Row"),
        "import-file-why": Bilingual("原因", "Why it is not taken"),
    ]

    private static let importStandings: PageWords = [
        "import-standing-arriving": Bilingual("正在上传", "On its way"),
        "import-standing-reading": Bilingual("正在读取", "Being read"),
        "import-standing-unreadable": Bilingual("无法读取", "Cannot be read"),
        "import-standing-read": Bilingual("等待核对各列", "Its columns are to be named"),
        "import-standing-checking": Bilingual("正在检查各行", "All rows are being looked at"),
        "import-standing-checked": Bilingual("已检查，尚未导入", "Looked at; nothing taken yet"),
        "import-standing-running": Bilingual("正在导入", "Running"),
        "import-standing-stopped": Bilingual("已停止", "Stopped"),
        "import-standing-finished": Bilingual("已完成", "Finished"),
        "import-standing-over": Bilingual("已删除", "Over: everything of it was deleted"),
        "import-reason-stopped": Bilingual("有人停止了导入，可以继续。", "Somebody stopped it; it can be gone on with."),
        "import-reason-job-closed": Bilingual("职位已关闭。", "The job was closed."),
        "import-reason-protected": Bilingual(
            "文件有密码保护。请取消密码后重新上传。", "The file is protected by a password. Bring it without one."),
        "import-reason-old-excel": Bilingual(
            "这是旧版 Excel（.xls）。请另存为 .xlsx 后重新上传。",
            "This is an old Excel file (.xls). Save it as .xlsx and bring it again."),
        "import-reason-not-a-table": Bilingual("这不是 CSV 或 XLSX 表格。", "This is no table in CSV or XLSX."),
        "import-reason-damaged": Bilingual("文件已损坏。", "The file is damaged."),
        "import-reason-unsafe": Bilingual(
            "文件展开后过大，或读取耗时过长。", "The file expands to more than is taken, or takes too long to read."),
        "import-reason-encoding-unsure": Bilingual(
            "无法确定文字编码。请另存为“CSV UTF-8”后重新上传。",
            "In which encoding its text is written is not sure. Save it as “CSV UTF-8” and bring it again."),
        "import-reason-quotes": Bilingual(
            "有引号没有成对，无法确定各格的内容。", "A quotation mark has no partner, so what is in which cell is not sure."),
        "import-reason-too-many-rows": Bilingual("超过 20000 行。请分成几个文件。", "More than 20,000 rows. Split the file."),
        "import-reason-too-many-columns": Bilingual("超过 60 列。", "More than 60 columns."),
        "import-reason-no-head": Bilingual(
            "没有列名：需要一行至少两个列名。", "There is no head: a row with the names of two columns at least."),
        "import-reason-no-rows": Bilingual("列名下面没有内容。", "Below the head there are no rows."),
        "import-reason-empty": Bilingual("文件是空的。", "The file is empty."),
    ]

    private static let importFields: PageWords = [
        "import-field-name": Bilingual("姓名", "Name"),
        "import-field-email": Bilingual("电子邮箱", "E-mail"),
        "import-field-phone": Bilingual("手机", "Telephone"),
        "import-field-applied-on": Bilingual("申请日期", "Applied on"),
        "import-field-education": Bilingual("学历", "Education"),
        "import-field-school": Bilingual("毕业院校", "School"),
        "import-field-major": Bilingual("专业", "Major"),
        "import-field-years": Bilingual("工作年限", "Years of experience"),
        "import-field-company": Bilingual("现公司", "Company"),
        "import-field-position": Bilingual("现职位", "Position"),
        "import-field-skills": Bilingual("技能", "Skills"),
        "import-field-resume": Bilingual("简历文本", "Text of the résumé"),
        "import-field-application-id": Bilingual("申请编号（外部系统）", "Identifier of the application"),
        "import-fault-missing": Bilingual("没有填写", "missing"),
        "import-fault-malformed": Bilingual("格式不对", "not written as it has to be"),
        "import-fault-too-long": Bilingual("太长", "too long"),
        "import-fault-formula": Bilingual("是公式；请粘贴为数值", "a formula; paste its value instead"),
        "import-fault-error": Bilingual("是错误值，如 #N/A", "an error such as #N/A"),
        "import-fault-digits-lost": Bilingual(
            "数字已被电子表格截断（如 1.38E+10）；请将此列设为文本并重新填写",
            "cut by a spreadsheet program (such as 1.38E+10); make the column text and fill it in anew"),
        "import-fault-not-text": Bilingual(
            "存为数字，前面的 0 或 + 可能已丢失；请将此列设为文本",
            "stored as a number, so zeros or a + in front may be lost; make the column text"),
        "import-fault-ambiguous-date": Bilingual(
            "日和月不分明；请写成 2026-03-31", "day and month could be either; write 2026-03-31"),
        "import-fault-unknown-epoch": Bilingual(
            "是天数而文件未说明起点；请写成 2026-03-31", "a count of days from an unknown day; write 2026-03-31"),
        "import-fault-future-date": Bilingual("在将来", "in the future"),
        "import-fault-personal-id": Bilingual(
            "编号不能是手机号或身份证号", "no telephone number and no number of an identity card may be an identifier"),
        "import-fault-nothing-told": Bilingual(
            "没有任何介绍此人的内容", "nothing is told about the person"),
        "import-fault-duplicate": Bilingual("与前面的行相同", "the same as in a row before"),
        "import-fault-duplicate-of": Bilingual("与第 {row} 行相同", "the same as in row {row}"),
        "import-fault-applied": Bilingual("此人已申请过这个职位", "this person has applied for the job before"),
        "import-fault-id-taken": Bilingual("已有此编号的申请", "there is an application of this identifier"),
    ]
}
