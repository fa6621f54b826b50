"""What an answer under way comes to when its candidate goes elsewhere or takes consent back."""
from cases import case
from entry import agree, come_to_devices
from reader import Unseen
from recording import answers, come_to_question, hear, in_state, record, recording, speak, stop


@case("another application's link, opened in the same browser, takes nothing of an answer that waits", "en")
def two_applications(stage, language):
    candidate, other = stage.employer.invite("spoken", language), stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        record(come_to_question(reader, candidate), 3)
        reader.watch.is_offline = True
        reader.context.set_offline(True)
        reader.page.wait_for_selector('body[data-line="cut"]', state="attached")
        speak(reader, 4).do("stop")
        in_state(reader, "sending")
        reader.page.goto("about:blank")
        reader.context.set_offline(False)
        reader.watch.is_offline = False
        in_state(come_to_devices(reader, other).leave_by("start", "question"), "thinking")
        # It is the same device, so nobody is asked whether to go on here.
        reader.follow(candidate.link, "question")
        found = answers(stage, candidate)[0]
    if found.get("missingParts"):
        raise Unseen(f"parts are missing: {found['missingParts']}")
    hear(stage, candidate, found, language, 6)


@case("an answer goes on while another application's link is opened beside it, and each page acts for its own", "en")
def two_pages(stage, language):
    candidate, other = stage.employer.invite("spoken", language), stage.employer.invite("written", language)
    with stage.reader(language) as reader:
        record(come_to_question(reader, candidate), 3)
        first, reader.page = reader.page, reader.context.new_page()
        reader.follow(other.link).do("begin", "consent")
        if reader.session()["applicationID"] != other.application_id:
            raise Unseen("the link that was followed last is not the latest")
        second, reader.page = reader.page, first
        stop(speak(reader, 3)).leave_by("next", "question")
        reader.page = second
        agree(reader, "ai-assessment").at("writing")
        if "of=" in second.url + first.url:
            raise Unseen(f"whose a page is stays in its address: {second.url}, {first.url}")
        hear(stage, candidate, answers(stage, candidate)[0], language, 5)


@case("consent to recording that is taken back in another tab ends a recording at once, and another way is offered", "en")
def consent_taken_back(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        record(come_to_question(reader, candidate), 3)
        recording(reader)
        reader.watch.expected.update({403, 404, 409, 410})
        second = reader.context.new_page()
        second.goto(f"{stage.employer.origin}/i/consent")
        second.locator('[data-do="sure"]').check()
        second.locator('[data-do="withdraw-recording"]').click()
        second.wait_for_selector('body[data-page="welcome"] .note')
        second.close()
        reader.at("welcome")
        left = reader.page.evaluate(
            """() => new Promise((done) => {
                const request = indexedDB.open("colloquy", 1);
                request.onsuccess = () => {
                    const count = request.result.transaction("chunks").objectStore("chunks").count();
                    count.onsuccess = () => done(count.result);
                };
            })""")
        if left:
            raise Unseen(f"{left} pieces of the recording are still in the browser")
    view = stage.employer.view(candidate, lambda view: view.get("review"), "a person who is asked")
    if view.get("stage") != "interview" or view.get("outcome"):
        raise Unseen(f"the application is at '{view.get('stage')}', outcome {view.get('outcome')}")
