"""What comes while an answer has begun, or is about to: more time, and a press before the camera is there."""
from cases import case
from reader import Unseen
from recording import come_to_question, in_state, recording, speak, stop

# A camera that is long in opening, as where a browser asks for permission.
LATE_CAMERA = """(() => {
    if (!navigator.mediaDevices) return;
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (...words) =>
        new Promise((resolve) => { setTimeout(resolve, 2500); }).then(() => open(...words));
})()"""
SECONDS = "document.querySelector('[data-part=time]').textContent.split(':').reduce((sum, it) => sum * 60 + +it, 0)"


@case("more time that HR grants while one answers moves the end on, on the page and on the server", "en")
def more_time(stage, language):
    candidate = stage.employer.invite("timed", language)
    with stage.reader(language) as reader:
        come_to_question(reader, candidate).do("open")
        in_state(reader, "thinking").do("record")
        speak(recording(reader), 8)
        stage.outside.call("PUT", f"/v1/applications/{candidate.application_id}/accommodations",
                           {"extraTimePercent": 100}, role="hr")
        # Nobody presses anything: the page hears of it by itself, before its own clock ends the answer at 20 s.
        reader.until(f"{SECONDS} > 20", seconds=16)
        if not reader.part("said").inner_text().strip():
            raise Unseen("nobody is told of the further time")
        speak(reader, 14)
        in_state(reader, "recording")
        stop(reader)


@case("a press that comes while the camera is still opening is kept, and no button moves away under it", "en", "zh")
def early_press(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone") as reader:
        reader.context.add_init_script(LATE_CAMERA)
        come_to_question(reader, candidate)
        button = reader.page.locator('[data-do="record"]:enabled')
        button.wait_for()
        reader.page.wait_for_selector('body[data-camera="opening"]', state="attached")
        button.click()
        said = reader.part("said").inner_text()
        reader.look("opening")
        recording(reader)
        if not said.strip():
            raise Unseen("the press is not answered while the camera opens")
        stop(speak(reader, 2))
        reader.page.locator('[data-do="again"]:visible').click()
        button = reader.page.locator('[data-do="record"]:visible')
        reader.page.wait_for_selector('body[data-camera="opening"]', state="attached")
        before = button.bounding_box()
        reader.page.wait_for_selector('body[data-camera="on"]', state="attached")
        if abs(button.bounding_box()["y"] - before["y"]) > 1:
            raise Unseen(f"the button moved from {before} to {button.bounding_box()}")
