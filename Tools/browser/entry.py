"""From the link in the mail to the first question."""
from cases import case
from outside import wait
from reader import Unseen

CHAT = ("Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 "
        "Mobile Safari/537.36 MicroMessenger/8.0.50.2701 Language/zh_CN")


def agree(reader, *purposes):
    for purpose in purposes:
        reader.tick("purpose", purpose)
    return reader.do("agree")


def come_to_devices(reader, candidate, *purposes):
    reader.follow(candidate.link).do("begin", "consent")
    return agree(reader, *(purposes or ("recording", "ai-assessment"))).at("devices")


def check_devices(reader):
    """Allows camera and microphone; both are seen to work."""
    reader.do("allow")
    reader.page.wait_for_selector("body[data-seen=yes][data-heard=yes]", state="attached")


def walk(stage, language, size):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, size) as reader:
        reader.follow(candidate.link).look()
        if "#" in reader.page.url:
            raise Unseen(f"the proof stays in the address: {reader.page.url}")
        reader.do("begin", "consent").look()
        reader.watch.expected.add(422)
        reader.leave_by("agree", "consent").look()
        agree(reader, "recording", "ai-assessment").at("devices").look()
        check_devices(reader)
        reader.page.wait_for_selector("body[data-line]", state="attached")
        reader.do("play-sound")
        reader.do("practice-record")
        reader.page.wait_for_timeout(1500)
        reader.do("practice-stop")
        reader.part("practice-play").wait_for()
        seconds = "(it) => new Promise((done) => { it.onseeked = () => done(it.duration); it.currentTime = 1e6; })"
        if not 0.5 < reader.part("practice-play").evaluate(seconds) < 10:
            raise Unseen("the practice recording cannot be played")
        reader.look("ready")
        reader.do("practice-discard")
        reader.leave_by("start", "question")


@case("on a desktop one comes from the link to the first question", "en", "zh")
def on_a_desktop(stage, language):
    walk(stage, language, "desktop")


@case("on a phone one comes from the link to the first question", "zh", "en")
def on_a_phone(stage, language):
    walk(stage, language, "phone")


@case("with a keyboard alone one comes from the link to the first question", "en")
def by_keyboard(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        reader.follow(candidate.link)
        reader.tab_to(".skip", 1)
        reader.page.keyboard.press("Enter")
        if reader.page.evaluate("document.activeElement.id") != "main":
            raise Unseen("the first link does not skip to the content")
        reader.press_on("begin", page="consent")
        reader.press_on("purpose-recording", "Space")
        reader.press_on("purpose-ai-assessment", "Space")
        reader.press_on("agree", page="devices")
        reader.press_on("allow")
        reader.page.wait_for_selector("body[data-seen=yes][data-heard=yes]", state="attached")
        reader.press_on("practice-record")
        # The button that has the focus is another one now.
        reader.until("document.activeElement.dataset.do === 'practice-stop'")
        reader.page.keyboard.press("Enter")
        reader.part("practice-play").wait_for()
        with reader.page.expect_navigation():
            reader.press_on("start")


@case("where scripts are long in coming no button can be pressed in vain, and a covered camera is told until light comes", "en")
def late_scripts(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone") as reader:
        held = []
        reader.page.route("**/devices*.js", lambda route: held.append(route))
        come_to_devices(reader, candidate).page.wait_for_timeout(1000)
        if reader.button("allow").is_enabled() or not held:
            raise Unseen("a button can be pressed before its script is there")
        for route in held:
            route.continue_()
        reader.page.unroute("**/devices*.js")
        reader.do("allow")
        reader.page.wait_for_selector("body[data-seen=yes]", state="attached")
        # A camera that is covered: what the page draws of it to see whether there is light is black from here on.
        reader.page.evaluate("""() => {
            const draw = CanvasRenderingContext2D.prototype.drawImage;
            CanvasRenderingContext2D.prototype.drawImage = function (picture, ...rest) {
                if (document.body.dataset.covered !== "yes") draw.call(this, picture, ...rest);
            };
            document.body.dataset.covered = "yes";
        }""")
        reader.part("denied").wait_for()
        reader.page.evaluate("document.body.dataset.covered = 'no'")
        reader.part("denied").wait_for(state="hidden")


@case("a link that has ended sends a new one by mail, which works", "en", "zh")
def ended(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone") as reader:
        reader.watch.expected.add(410)
        reader.follow(stage.employer.ended_link(candidate), "problem").look()
        reader.do("renew", "problem").look()
        reader.follow(stage.employer.link(candidate.application_id, 1))


@case("a link that is not whole, one that was taken back, and no link at all say what to do", "en", "zh")
def not_let_in(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        reader.watch.expected |= {401, 403, 404, 410}
        reader.go("/i/status", "problem").look()
        reader.follow(candidate.link[:-8], "problem")
        stage.outside.submit(f"/v1/applications/{candidate.application_id}/links/revocations",
                             {"reason": "mail-forwarded"}, role="hr")
        reader.follow(candidate.link, "problem")


@case("a second device takes over only when the candidate confirms on it, and the first is told", "en", "zh")
def second_device(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as first, stage.reader(language, "phone") as second:
        come_to_devices(first, candidate)
        second.watch.expected.add(409)
        second.follow(candidate.link, "problem").look()
        first.go("/i/devices", "devices").watch.expected.add(409)
        second.do("take-over", "devices").leave_by("start")
        first.do("start", "problem")
        first.button("take-over").wait_for()


@case("who does not want to be recorded asks for a person, and the employer hears of it", "en", "zh")
def human_way(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        reader.follow(candidate.link).do("begin", "consent").do("decline", "welcome").look()
        wait(lambda: [one for one in stage.employer.requests(candidate) if one["kind"] == "human-way"],
             "the request in the inbox", 30)
        reader.do("begin", "consent")


@case("consent is taken back where it was given", "en", "zh")
def taking_back(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        come_to_devices(reader, candidate, "recording", "ai-assessment", "talent-pool")
        reader.go("/i/consent", "consent").look()
        reader.do("withdraw-talent-pool", "consent")
        if reader.button("withdraw-talent-pool").count():
            raise Unseen("the consent stands after it was taken back")


@case("a code from the mail says who takes the interview, where the job asks for it", "en", "zh")
def identity(stage, language):
    candidate = stage.employer.invite("known", language)
    with stage.reader(language, "phone") as reader:
        reader.follow(candidate.link).do("begin", "consent")
        agree(reader, "recording", "ai-assessment").at("identity").look()
        code = stage.employer.code(candidate, lambda: reader.do("send-code", "identity").look())
        reader.watch.expected.add(422)
        reader.page.locator("#code").wait_for()
        reader.write("code", "00000000")
        reader.leave_by("confirm-identity", "identity").look()
        # As people paste it.
        reader.write("code", f" {code[:4]}-{code[4:]} ")
        reader.do("confirm-identity", "devices")


@case("a camera that is denied brings help, and a way without one", "en", "zh")
def denied(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone", has_camera=False) as reader:
        come_to_devices(reader, candidate)
        reader.do("allow")
        reader.part("denied").wait_for()
        reader.look()
        if not reader.part("denied").inner_text().strip():
            raise Unseen("the page does not say what to do")
        reader.do("another-way", "requests")


@case("a browser inside a chat program is judged by what it can do, not by its name", "zh")
def inside_a_chat(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language, "phone", agent=CHAT) as reader:
        come_to_devices(reader, candidate)
        check_devices(reader)
    candidate = stage.employer.invite("spoken", language)
    poor = "delete Navigator.prototype.mediaDevices; delete window.MediaRecorder;"
    with stage.reader(language, "phone", agent=CHAT) as reader:
        reader.context.add_init_script(poor)
        come_to_devices(reader, candidate)
        reader.part("cannot").wait_for()
        reader.look("cannot")


@case("another language is chosen on the page, and leaving the device leaves nothing there", "en")
def leaving(stage, language):
    candidate = stage.employer.invite("spoken", language)
    with stage.reader(language) as reader:
        reader.follow(candidate.link)
        reader.page.locator('.languages [lang="zh"]').click()
        reader.page.wait_for_selector('html[lang="zh-CN"]')
        reader.do("begin", "consent")
        if not reader.page.locator("html").get_attribute("lang").startswith("zh"):
            raise Unseen("the language is forgotten on the next page")
        reader.do("leave", "problem").look()
        reader.watch.expected.add(401)
        reader.go("/i/status", "problem")


@case("what must not happen on a page is noticed", "en")
def noticed(stage, language):
    """The watch itself: a page that is made to misbehave is not passed over."""
    candidate = stage.employer.invite("spoken", language)
    misdeeds = {
        "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.2:9/picture' }))": "the console says",
        "fetch('http://127.0.0.2:9/').catch(() => {})": "the console says",
        "console.error('wrong')": "the console says: wrong",
        "setTimeout(() => { throw new Error('wrong'); })": "a script threw",
        "document.body.innerHTML = '<p>x</p>'": "the console says",
        "fetch('/i/nowhere')": "answered 404",
    }
    for misdeed, flaw in misdeeds.items():
        try:
            with stage.reader(language) as reader:
                reader.follow(candidate.link)
                reader.page.evaluate(f"() => {{ try {{ {misdeed}; }} catch {{ }} }}")
                reader.page.wait_for_timeout(300)
        except Unseen as found:
            if flaw in str(found):
                continue
            raise
        raise Unseen(f"nobody noticed {misdeed}")
    with stage.reader(language) as reader:
        reader.follow(candidate.link)
        reader.page.evaluate("document.querySelector('main').append(new Image())")
        if not stage.browser.examiner.violations(reader.page, only_colours=False):
            raise Unseen("the examiner does not see that a picture has no text")
