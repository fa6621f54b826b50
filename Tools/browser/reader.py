"""A person before a browser: goes by the marks that pages carry (`data-page`, `data-do`, `data-part`), sees and is watched."""
from watch import Watch


class Unseen(Exception):
    """A page was not as it should be; the text says what."""


class Reader:
    def __init__(self, context, origin, examiner, pictures, has_script):
        self.context, self.origin, self.examiner, self.pictures = context, origin, examiner, pictures
        self.has_script = has_script
        self.watch = Watch(context, origin)
        self.page = context.new_page()

    def watch_ends(self):
        if self.watch.flaws:
            raise Unseen("; ".join(self.watch.flaws[:5]))

    # Going.

    def follow(self, link, page="welcome"):
        """Opens the link of a mail as a click on it does."""
        # A tab that shows the page already would only jump to the mark behind the `#`.
        self.page.goto("about:blank")
        self.page.goto(link)
        return self.at(page)

    def go(self, path, page=None):
        self.page.goto(self.origin + path)
        return self.at(page) if page else self

    def at(self, page):
        """Waits until a page of this name shows."""
        try:
            self.page.wait_for_selector(f'body[data-page="{page}"]', state="attached")
        except Exception as error:
            raise Unseen(f"waited for the page '{page}', sees {self.where()}") from error
        return self

    def where(self):
        said = self.page.locator("h1, [role=alert]:visible").all_inner_texts()
        return f"'{self.page.locator('body').get_attribute('data-page')}' at {self.page.url}: {' / '.join(said)[:300]}"

    # Doing.

    def button(self, name):
        return self.page.locator(f'[data-do="{name}"]')

    def part(self, name):
        return self.page.locator(f'[data-part="{name}"]')

    def do(self, name, page=None):
        """Presses the button of this name; it may lead to another page."""
        self.button(name).first.click()
        return self.at(page) if page else self

    def leave_by(self, name, page=None):
        """Presses a button that leads to another page, whichever that is."""
        with self.page.expect_navigation():
            self.button(name).first.click()
        return self.at(page) if page else self

    def until_gone(self, name):
        """Waits until no button of this name is there any more."""
        try:
            self.button(name).first.wait_for(state="detached")
        except Exception as error:
            raise Unseen(f"waited for the end of the button '{name}', sees {self.where()}") from error
        return self

    def session(self):
        """What the server says of the interview to this browser."""
        return self.page.evaluate(
            "async () => (await fetch('/v1/candidate/session', { credentials: 'same-origin' })).json()")

    def tick(self, name, value=None):
        self.page.locator(f'input[name="{name}"]' + (f'[value="{value}"]' if value else "")).check()

    def write(self, name, text):
        self.page.locator(f'main [name="{name}"]:not([type=hidden])').fill(text)

    def until(self, expression, seconds=20):
        """Waits until an expression of the page is true; the driver's own way would be `eval` in the page, which is forbidden."""
        for _ in range(seconds * 10):
            if self.page.evaluate(expression):
                return self
            self.page.wait_for_timeout(100)
        raise Unseen(f"waited for {expression}, sees {self.where()}")

    # Looking.

    def look(self, name=None):
        """Has this page examined, and its picture taken where pictures are wanted; a name tells one state of a page from another."""
        if not self.has_script:
            raise Unseen("the examiner is a script, which this reader's browser does not run")
        self.examiner.examine(self.page, name)
        if self.pictures:
            self.pictures.take(self.page, name)
        return self

    # By keyboard alone.

    def press_on(self, name, key="Enter", page=None):
        """Goes by Tab to a button and presses it; what has the focus must show it."""
        self.page.wait_for_selector(f'[data-do="{name}"]:not(:disabled)')
        self.tab_to(f'[data-do="{name}"]')
        self.page.keyboard.press(key)
        return self.at(page) if page else self

    def tab_to(self, selector, steps_max=60):
        for _ in range(steps_max):
            self.page.keyboard.press("Tab")
            seen = self.page.evaluate(
                """(selector) => {
                    const it = document.activeElement;
                    const style = getComputedStyle(it), box = it.getBoundingClientRect();
                    return {
                        isIt: it.matches(selector), mark: it.outerHTML.slice(0, 120),
                        isShown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                        isInView: box.bottom > 0 && box.top < innerHeight,
                    };
                }""", selector)
            # Radio buttons that lie under their label are outlined by it.
            is_wrapped = self.page.evaluate(
                "() => { const box = document.activeElement.closest('label');"
                " return !!box && getComputedStyle(box).outlineStyle !== 'none'; }")
            # What the browser draws itself, inside of a player, it outlines itself.
            is_own = not seen["mark"].startswith(("<body", "<video", "<audio"))
            if is_own and not (seen["isShown"] or is_wrapped):
                raise Unseen(f"the focus does not show on {seen['mark']}")
            if seen["isIt"]:
                if not seen["isInView"]:
                    raise Unseen(f"the focus is out of sight on {seen['mark']}")
                return
        raise Unseen(f"Tab does not come to {selector} in {steps_max} steps")
