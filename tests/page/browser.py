# tests/page/browser.py -- a headless Chromium, driven through its debugging pipe.
import json
import os
import signal
import tempfile
import shutil


class Browser:
    """One page. Commands are JSON texts that end with a NUL, on descriptors 3 and 4 of the browser."""

    def __init__(self, program, width=1280, height=1000):
        to_browser, self.out = os.pipe()
        self.into, from_browser = os.pipe()
        self.folder = tempfile.mkdtemp()
        self.pid = os.fork()
        if self.pid == 0:
            self.run(program, to_browser, from_browser, width, height)
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.rest, self.errors, self.session = 0, b"", [], None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Runtime.enable")
        self.ask("Page.enable")
        self.resize(width, height)

    def run(self, program, to_browser, from_browser, width, height):
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for fd in 0, 1, 2:
                os.dup2(nothing, fd)
            kept = os.dup(to_browser), os.dup(from_browser)
            os.dup2(kept[0], 3)
            os.dup2(kept[1], 4)
            os.execvp(program, [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                                "--disable-dev-shm-usage", "--remote-debugging-pipe",
                                "--user-data-dir=" + self.folder, f"--window-size={width},{height}", "about:blank"])
        finally:
            os._exit(127)

    def ask(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("method") == "Runtime.exceptionThrown":
                self.errors.append(answer["params"]["exceptionDetails"])
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def receive(self):
        while b"\0" not in self.rest:
            read = os.read(self.into, 1 << 16)
            if not read:
                raise RuntimeError("the browser ended")
            self.rest += read
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def resize(self, width, height):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, path):
        self.ask("Page.navigate", url="file://" + path)
        for _ in range(2000):
            if self.value("document.documentElement ? document.documentElement.dataset.ready : ''") == "yes":
                return
        raise RuntimeError("the page never got ready")

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def place(self, selector):
        x, y = self.value(f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            e.scrollIntoView({{ block: "center", inline: "center" }});
            const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()""")
        return {"x": x, "y": y}

    def hover(self, selector):
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", **self.place(selector))

    def click(self, selector):
        place = self.place(selector)
        for kind in "mouseMoved", "mousePressed", "mouseReleased":
            self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def key(self, key, text=None):
        down = {"key": key}
        if text:
            down["text"] = text
        self.ask("Input.dispatchKeyEvent", type="keyDown", **down)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        shutil.rmtree(self.folder, ignore_errors=True)
