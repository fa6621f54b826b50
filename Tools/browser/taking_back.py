"""What an answer under way comes to when its candidate goes elsewhere or takes consent back."""
from cases import case
from entry import come_to_devices
from reader import Unseen
from recording import answers, come_to_question, hear, in_state, record, recording, speak


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
        # The cookie of this browser is the other application's by now, so it has to say that it goes on here.
        reader.page.goto("about:blank")
        reader.watch.expected.add(409)
        reader.page.goto(candidate.link)
        reader.leave_by("take-over")
        reader.go("/i/question", "question")
        found = answers(stage, candidate)[0]
    if found.get("missingParts"):
        raise Unseen(f"parts are missing: {found['missingParts']}")
    hear(stage, candidate, found, language, 6)


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
