"""The distribution's Chromium with a camera and a microphone from files, and the people who sit before it."""
import contextlib
import shutil

from playwright.sync_api import sync_playwright

from in_browser import CHROMIUM
from media import media
from reader import Reader

SIZES = {
    "desktop": {"viewport": {"width": 1100, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2},
    "narrow": {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True},
}
TAGS = {"en": "en-GB", "zh": "zh-CN"}
FLAGS = ["--disable-gpu", "--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required"]


def is_there():
    return shutil.which(CHROMIUM) is not None


class Chromium:
    """One browser; each reader gets a profile of their own in it, which knows nothing of the others."""

    def __init__(self, driver, origin, folder, devices, examiner, pictures):
        self.driver, self.origin, self.folder, self.examiner, self.pictures = driver, origin, folder, examiner, pictures
        self.browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS + devices, handle_sigint=False)

    @contextlib.contextmanager
    def elsewhere(self, recording):
        """A browser that hears something else."""
        devices = media(self.folder, recording)
        other = Chromium(self.driver, self.origin, self.folder, devices, self.examiner, self.pictures)
        try:
            yield other
        finally:
            other.browser.close()

    @contextlib.contextmanager
    def reader(self, language="en", size="desktop", has_camera=True, has_script=True, agent=None):
        """Somebody who looks at our pages; afterwards nothing of what must not happen has happened."""
        words = {
            "locale": TAGS[language], "timezone_id": "Asia/Shanghai", "java_script_enabled": has_script,
            "permissions": ["camera", "microphone"] if has_camera else [], "reduced_motion": "reduce", **SIZES[size]}
        if agent:
            words["user_agent"] = agent
        context = self.browser.new_context(**words)
        context.set_default_timeout(20_000)
        try:
            reader = Reader(context, self.origin, self.examiner, self.pictures, has_script)
            yield reader
            reader.watch_ends()
        finally:
            context.close()


@contextlib.contextmanager
def chromium(origin, folder, recording=None, examiner=None, pictures=None, tape=None):
    """A browser that hears one of the demo's recordings from its microphone, again and again; or what is on a tape."""
    with sync_playwright() as driver:
        devices = tape.flags if tape else media(folder, recording)
        browser = Chromium(driver, origin, folder, devices, examiner, pictures)
        try:
            yield browser
        finally:
            browser.browser.close()
