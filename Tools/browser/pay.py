"""Pay before an offer goes out: HR decides, finance looks at the very terms on a phone, sends them back and approves them."""
import time

import console
from cases import case
from reader import Unseen


def decide(reader, candidate, reason, look):
    """HR reads all of the terms and that finance comes first, and decides."""
    reader.go(f"/hr/applications/{candidate.application_id}", "application")
    reader.leave_by("decide-offer", "decision")
    for row in ("position", "workplace", "start", "contract", "pay", "probation", "probation-pay", "benefits", "days"):
        if not reader.part(f"terms-{row}").inner_text():
            raise Unseen(f"the decision does not show {row}")
    if look:
        reader.look("offer")
    reader.page.locator("[name=reason]").select_option(reason)
    reader.do("confirm", "application").part("done").wait_for()


def waits(stage, candidate, stage_name):
    stage.employer.view(candidate, lambda view: view.get("stage") == stage_name, stage_name)


@case("finance sends pay back and approves it on a phone, and only then the candidate gets an offer", "en", "zh")
def approves(stage, language):
    candidate = console.interviewed(stage, language, "pay", approvedBy="finance", approvalHours=12)
    told = len(mails(stage, candidate))
    with stage.reader(language) as hr, stage.reader(language, "phone") as finance:
        console.enter(stage, hr, console.user(stage, language, "payer"), "hr")
        console.enter(stage, finance, console.user(stage, language, "purse"), "finance")
        decide(hr, candidate, "convincing-interview", look=True)
        waits(stage, candidate, "pay-approval")
        hr.go(f"/hr/applications/{candidate.application_id}", "application").part("waiting-pay").wait_for()
        hr.look("waiting-pay")

        open_terms(finance, candidate, look=True)
        finance.page.locator("[name=objection]").select_option("pay-over-budget")
        finance.leave_by("return-pay", "pay").part("outcome").wait_for()
        finance.look("sent-back")
        waits(stage, candidate, "review")
        hr.go(f"/hr/applications/{candidate.application_id}", "application").part("why").wait_for()
        hr.look("pay-returned")
        if len(mails(stage, candidate)) != told:
            raise Unseen("the candidate was told of an offer that nobody approved")

        decide(hr, candidate, "terms-mended", look=False)
        waits(stage, candidate, "pay-approval")
        open_terms(finance, candidate, look=False)
        finance.leave_by("approve-pay", "pay").part("outcome").wait_for()
        finance.look("approved")
    stage.employer.view(candidate, lambda view: view.get("offer"), "the offer")


def open_terms(finance, candidate, look):
    finance.go("/hr", "desk").part("section-pay").wait_for()
    if look:
        finance.look("pay")
    finance.page.locator(f'[data-part="application"][data-id="{candidate.application_id}"] [data-do=open]').click()
    finance.at("pay")
    if finance.part("terms-pay").inner_text() == "" or finance.part("terms-probation-pay").inner_text() == "":
        raise Unseen("finance does not see the pay")
    if look:
        finance.look()


def mails(stage, candidate):
    return [mail for mail in stage.employer.outside.mails() if candidate.application_id in (mail["to"] or "")]


@case("finance lets a colleague approve until a day, who finds it on a phone and can end it", "en", "zh")
def stands_in(stage, language):
    candidate = console.interviewed(stage, language, "pay", approvedBy="finance", approvalHours=12)
    colleague = console.user(stage, language, "colleague")
    with stage.reader(language) as hr, stage.reader(language, "phone") as finance, \
            stage.reader(language, "phone") as other:
        console.enter(stage, hr, console.user(stage, language, "payer-2"), "hr")
        console.enter(stage, other, colleague, "hr")
        console.enter(stage, finance, console.user(stage, language, "purse-2"), "finance")
        decide(hr, candidate, "convincing-interview", look=False)
        waits(stage, candidate, "pay-approval")
        finance.go("/hr/account", "account").look("delegate")
        finance.write("colleague", "nobody.here")
        until = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 5 * 86_400))
        finance.write("until", until)
        finance.watch.expected.add(422)
        finance.leave_by("delegate", "account").part("fault").wait_for()
        finance.look("delegate-fault")
        finance.write("colleague", colleague)
        finance.write("until", until)
        finance.leave_by("delegate", "account").part("delegation").wait_for()
        finance.look("delegated")
        open_terms(other, candidate, look=False)
        other.leave_by("approve-pay", "pay").part("outcome").wait_for()
        if console.user(stage, language, "purse-2") not in other.part("outcome").inner_text():
            raise Unseen("it is not said for whom was approved")
        stage.employer.view(candidate, lambda view: view.get("offer"), "the offer")
        other.go("/hr/account", "account").look("acting-for")
        other.leave_by("end-delegation", "account")
        if other.part("delegation").count():
            raise Unseen("what was ended is still there")
    with stage.reader(language) as auditor:
        console.enter(stage, auditor, console.user(stage, language, "auditor-2"), "auditor")
        auditor.go("/hr/audit", "audit").part("delegations").locator("summary").click()
        auditor.look("delegations")
