import Domain

extension PageWords {
    static let operations: PageWords = operationsLetters.joined(with: operationsRest)

    private static let operationsLetters: PageWords = [
        "operations-title": Bilingual("运行", "Operations"),
        "operations-heading": Bilingual("运行情况", "Operations"),
        "operations-lead": Bilingual(
            "各服务搁置和等待的事项。这里只有名称、数量和原因，没有任何人的资料。",
            "What the services have put aside and what waits in them: names, numbers and reasons, and nobody's data."),
        "letters-heading": Bilingual("死信", "Dead letters"),
        "letters-hint": Bilingual(
            "服务无法处理的记录，原样保存 14 天。原因排除后可退回该服务重新处理；已经做过的不会做第二次，其他服务不受影响。",
            "Records that a service could not handle, kept as they came for 14 days. Once the reason is mended, give them back to that "
                + "service: what was done is not done again, and no other service sees them a second time."),
        "letters-none": Bilingual("没有死信。", "There are no dead letters."),
        "letters-partial": Bilingual(
            "消息系统没有及时应答，以下可能不完整。请稍后刷新。",
            "The broker did not answer in time: what stands here may not be all of it. Load the page again in a moment."
        ),
        "letters-cut": Bilingual(
            "{services} 的死信太多，这里只有较新的；其余请用 colloquy dead-letters 查看。",
            "There are too many of {services}: only the newer ones stand here, `colloquy dead-letters` lists them all."),
        "letters-rest": Bilingual(
            "另有 {reasons} 种原因共 {count} 封未显示，处理上面的之后会出现。",
            "{count} more for {reasons} other reasons are not shown; they come up as those above are dealt with."),
        "letters-since": Bilingual("最早一封：{time}", "the oldest from {time}"),
        "letters-unreadable": Bilingual(
            "其中 {count} 封退回后，当前版本仍无法读取",
            "given back and not readable by this version: {count}"),
        "letters-all": Bilingual("退回全部（{count}）", "Give all {count} back"),
        "letters-one": Bilingual("退回", "Give back"),
        "letters-newest": Bilingual("最新的几封", "The newest"),
        "type-unknown": Bilingual("未知类型", "of no known type"),
        "topic-none": Bilingual("服务自己的工作", "work of its own"),
        "reason-malformed": Bilingual(
            "收到的内容不是有效的事件。发送方需要改正。", "What came is no valid event. Whoever sent it has to mend it."),
        "reason-foreign": Bilingual(
            "由无权写入该主题的一方发出。", "It was written by somebody who is not the owner of the topic."),
        "reason-unknown": Bilingual(
            "该主题不接收这种类型；较新的版本也许可以。", "The topic has nothing of this type; a newer version may know it."),
        "reason-refused": Bilingual(
            "业务上无法继续，而且无人会得到通知，需要人来看。",
            "It cannot be followed, and nobody would be told of it: a person has to look."),
        "reason-gave-up": Bilingual(
            "所需的另一半一直没有到，等待已放弃。", "Its other half did not come, and the waiting was given up."),
        "reason-other": Bilingual(
            "处理失败，重试多次后放弃。", "It failed, also when it was tried again, and was given up."),
        "returns-heading": Bilingual("最近退回的", "Given back lately"),
        "return-asked": Bilingual("已请求，服务尚未取走", "asked for; the service has not taken it up yet"),
        "return-waiting": Bilingual("处理中", "at work"),
        "return-done": Bilingual("已处理，不再是死信", "done: it is no dead letter any more"),
        "return-back": Bilingual("又成为死信：{place}", "came back as {place}"),
        "return-gone": Bilingual("已过保存期", "its time was over: the topic has it no more"),
        "return-unreadable": Bilingual("当前版本无法读取", "this version cannot read it"),
        "return-by": Bilingual("{who}，{time}", "{who}, {time}"),
        "operations-done-given-back": Bilingual(
            "已退回。片刻后刷新，可看到结果。", "Given back. Load the page again in a moment to see what became of it."),
        "operations-done-before": Bilingual("刚刚已有人退回。", "Somebody gave it back a moment ago."),
        "operations-done-none": Bilingual("这里已经没有这些死信。", "None of these lies here any more."),
        "operations-done-resent": Bilingual("将重新发送。", "It is sent again."),
        "operations-done-sent-before": Bilingual("已有人重新发送。", "Somebody had it sent again already."),
    ]

    private static let operationsRest: PageWords = [
        "waiting-heading": Bilingual("等待中的工作", "Waiting work"),
        "waiting-hint": Bilingual(
            "失败后等待重试的工作。外部环境恢复后会自行继续。",
            "Work that failed and waits to be tried again. It goes on by itself once its surroundings work."),
        "waiting-none": Bilingual("没有等待中的工作。", "Nothing waits."),
        "waiting-unheard": Bilingual(
            "还没有任何服务的消息。", "No service has told anything yet."),
        "waiting-count": Bilingual("{count} 项", "{count} waiting"),
        "waiting-since": Bilingual("自 {time} 起", "since {time}"),
        "kind-of-environment": Bilingual("外部环境：恢复后自行继续", "our surroundings: goes on by itself"),
        "kind-of-bug": Bilingual("程序未预料到：半小时后成为死信", "unforeseen: a dead letter after half an hour"),
        "kind-of-input": Bilingual("输入有误", "what was sent cannot work"),
        "service-silent": Bilingual(
            "{service} 自 {time} 起没有消息，可能没有运行。", "{service} has told nothing since {time}: it may not be running."),
        "services-heard": Bilingual("有消息的服务：{services}", "Services that tell: {services}"),
        "service-gateway": Bilingual("入口（gateway）", "Gateway"),
        "service-screening": Bilingual("初筛（screening）", "Screening"),
        "service-workflow": Bilingual("流程（workflow）", "Workflow"),
        "service-scoring": Bilingual("评分（scoring）", "Scoring"),
        "service-reporting": Bilingual("报告（reporting）", "Reporting"),
        "service-notification": Bilingual("通知（notification）", "Notification"),
        "service-contracts": Bilingual("合同（contracts）", "Contracts"),
        "failed-heading": Bilingual("未送达的邮件", "Messages that failed"),
        "failed-hint": Bilingual(
            "请先排除原因，例如更正地址。", "Mend the reason first: an address, say."),
        "failed-none": Bilingual("没有未送达的邮件。", "No message has failed."),
        "failed-resend": Bilingual("重新发送", "Send again"),
        "failed-full": Bilingual(
            "只显示最近 100 份申请的。", "Of the latest 100 applications that have one."),
        "failure-address-missing": Bilingual("没有邮箱地址", "there is no mail address"),
        "failure-code-expired": Bilingual("验证码已过期", "the code was no longer good"),
        "failure-template-unknown": Bilingual("没有这个模板", "there is no such template"),
        "failure-channel-unknown": Bilingual("没有这个渠道", "there is no such channel"),
        "retention-heading": Bilingual("到期删除", "Retention"),
        "retention-ran": Bilingual("上次检查：{time}", "Last looked at {time}"),
        "retention-next": Bilingual("下次检查：约 {time}", "next at about {time}"),
        "retention-nothing": Bilingual("上次没有到期的内容。", "Nothing was over then."),
        "retention-unheard": Bilingual("初筛服务还没有报告。", "Screening has not told yet."),
        "purpose-recording": Bilingual("录像与文字稿", "recordings and transcripts"),
        "purpose-resume": Bilingual("简历", "résumés"),
        "purpose-talent-pool": Bilingual("人才库简历", "résumés of the talent pool"),
        "purpose-report": Bilingual("报告", "reports"),
        "purpose-offer": Bilingual("录用通知与材料", "offers and materials"),
        "purpose-person": Bilingual("应聘者密钥", "keys of candidates of whom nothing is left"),
        "purpose-contract": Bilingual("合同", "contracts"),
        "purpose-audit": Bilingual("审计记录", "rows of the audit"),
        "ending-heading": Bilingual("即将到期的密钥", "Keys that end soon"),
        "ending-none": Bilingual("14 天内没有密钥到期。", "No key ends within 14 days."),
        "ending-keys": Bilingual("全部密钥", "All keys"),
        "key-ends": Bilingual("有效至 {time}", "good until {time}"),
    ]
}
