"""An interview in a real browser, where one is there: a program of Tools/browser takes it, since Python alone drives none."""
import pathlib
import shutil
import subprocess
import threading

from outside import Unexpected

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
DRIVER = CHECKOUT / ".colloquy/venv-browser/bin/python"
SECONDS_MAX = 300


class InBrowser:
    def __init__(self, folder):
        self.folder = folder
        self.running = None

    @staticmethod
    def lack():
        """What is missing; None when nothing is."""
        if not shutil.which(CHROMIUM):
            return "Chromium"
        return None if DRIVER.exists() else "Chromium's driver"

    def take(self, link, language, answers, tell):
        """Takes the interview; each of its steps is told. `answers` has a recording for each question."""
        self.folder.mkdir(parents=True, exist_ok=True)
        trouble = self.folder / "trouble.txt"
        with trouble.open("w") as errors:
            self.running = subprocess.Popen(
                [DRIVER, "-B", CHECKOUT / "Tools/browser/interview.py", "--link", link, "--language", language,
                 "--folder", self.folder, *(f"{question}={file}" for question, file in answers.items())],
                stdout=subprocess.PIPE, stderr=errors, text=True)
        limit = threading.Timer(SECONDS_MAX, self.end)
        limit.start()
        try:
            for line in self.running.stdout:
                tell(line.strip())
            status = self.running.wait()
        finally:
            limit.cancel()
        if status != 0:
            said = trouble.read_text().strip()
            raise Unexpected(f"the interview in Chromium ended with {status}: {said[-600:]}")

    def end(self):
        """Asks the browser to close, and waits for it."""
        if self.running and self.running.poll() is None:
            self.running.terminate()
            self.running.wait(10)
