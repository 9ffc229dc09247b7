# tests/page/run.py -- the page of --html in a headless Chromium: real clicks and keys, states asserted.
# usage: tuplet tests/page/run.py TUPLET; prints a line for each test, status 1 if one failed
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from browser import Browser

STATE = """JSON.stringify([state.at, state.stack, state.stack.map(registersOf),
    [...state.objects].filter(o => o[1].content !== null).sort((a, b) => a[0] - b[0]), state.output])"""
tests = []


def test(function):
    tests.append(function)
    return function


def step(page):
    return page.value("state.at")


def text(page, selector):
    return page.value(f"document.querySelector('{selector}').textContent")


def step_of(page, condition):
    """First step whose instruction, `i`, meets the condition."""
    return page.value(f"steps.findIndex((s, n) => {{ const i = instructionAt(n); return {condition}; }})")


@test
def buttons_step_on_and_back(page):
    for _ in range(3):
        page.click("#next")
    assert step(page) == 3
    page.click("#back")
    assert step(page) == 2 and "step 2 of" in text(page, "#where")
    page.click("#first")
    assert step(page) == 0


@test
def keys_step_by_line(page):
    page.key("ArrowDown")
    assert page.value("lineAt(state.at)") == 3
    page.key("ArrowUp")
    assert page.value("lineAt(state.at)") == 2


@test
def two_hundred_on_and_back(page):
    before = page.value(STATE)
    for _ in range(200):
        page.key("ArrowRight")
    assert step(page) == 200
    for _ in range(200):
        page.key("ArrowLeft")
    assert page.value(STATE) == before


@test
def end_and_start(page):
    before = page.value(STATE)
    page.click("#last")
    assert "has ended, status 0" in text(page, "#meaning")
    assert text(page, "#output pre") == "caught list index out of range\n5 b'abcZefgh'\n"
    page.click("#first")
    assert page.value(STATE) == before


@test
def slider_goes_anywhere(page):
    page.value("(() => { const t = $('#time'); t.value = 50; t.dispatchEvent(new Event('input')); })()")
    assert step(page) == 50


@test
def pointing_at_a_token_lights_the_others(page):
    page.hover("#tokens .token[data-token='0']")
    assert page.value("document.querySelectorAll('#source .lit').length") == 1
    page.hover("#tree .node[data-node='1']")
    assert page.value("document.querySelectorAll('#code .lit').length") > 2
    assert page.value("document.querySelectorAll('#tokens .lit').length") > 2


@test
def the_current_expression_is_marked(page):
    page.value("goTo(0)")
    assert page.value("[...document.querySelectorAll('#source .now')].map(e => e.textContent).join('')") == "bytearray"
    assert page.value("document.querySelectorAll('#code .now').length") == 1
    assert page.value("document.querySelectorAll('#tree .now').length") == 1


@test
def picking_an_object_shows_it(page):
    page.value("goTo(steps.length - 1)")
    name = "[...document.querySelectorAll('#frames td:first-child')].find(e => e.textContent === 'first')"
    page.value(f"{name}.nextSibling.firstChild.id = 'picked'")
    page.click("#picked")
    assert "list" in text(page, "#object h2 small")
    assert "held by: " in text(page, "#object > div") and "['second']" in text(page, "#object > div")
    assert page.value("document.querySelectorAll('#counts polyline').length") == 1
    assert page.value("document.querySelectorAll('#heap .box.selected').length") == 1
    page.value("document.activeElement.blur()")
    page.key("C", "C")
    assert page.value("changesOf(selected).some(([s]) => s + 1 === state.at)")


@test
def writes_flash_through_all_windows(page):
    write = step_of(page, "i.op === 'SET_ITEM'")
    page.value(f"goTo({write + 1})")
    assert page.value("document.querySelectorAll('#views .octets .flash').length") == 1
    assert page.value("document.querySelectorAll('#views .window').length") == 2
    assert page.value("document.querySelectorAll('#views .window .flash').length") == 2


@test
def match_tells_case_by_case(page):
    page.value("goTo(%d)" % step_of(page, "i.op === 'STORE_NAME' && i.operands.startsWith('found')"))
    assert page.value("document.querySelectorAll('#match .case').length") == 2
    assert "no" in text(page, "#match .case:first-child") and "yes" in text(page, "#match .case:last-child")


@test
def calls_are_frames(page):
    inside = step_of(page, "codeOfFrame(s[0]).name === 'count'")
    page.value(f"goTo({inside})")
    assert page.value("document.querySelectorAll('#frames .frame').length") == 2
    page.key("o", "o")
    assert page.value("document.querySelectorAll('#frames .frame').length") == 1


@test
def texts_of_the_program_stay_texts(page):
    page.click("#last")
    assert "x<!--</script>" in page.value("textOf(recording.objects.findIndex(t => t === 'list') + 1, 3) "
                                          "+ [...state.objects.keys()].map(id => textOf(id, 3)).join()")


@test
def narrow_and_wide_fit(page):
    for width in 1280, 800:
        page.resize(width, 900)
        assert page.value("document.documentElement.scrollWidth <= window.innerWidth")
    page.resize(1280, 1000)


@test
def light_and_dark(page):
    color = "getComputedStyle(document.body).backgroundColor"
    before = page.value(color)
    page.click("#theme")
    assert page.value(color) != before
    page.click("#theme")
    assert page.value(color) == before


def main(tuplet, program):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        done = subprocess.run([tuplet, "--html", path, os.path.join(here, "program.py")], capture_output=True)
        if done.returncode:
            sys.exit(f"no page was made: {done.stderr.decode()}")
        page = Browser(program)
        failed = 0
        try:
            for function in tests:
                page.open(path)
                try:
                    function(page)
                    print("ok  ", function.__name__)
                except Exception as error:
                    failed += 1
                    print("FAIL", function.__name__, type(error).__name__, error)
            for error in page.errors:
                failed += 1
                print("FAIL error in the page:", error.get("exception", error))
        finally:
            page.close()
    print(f"{len(tests)} tests, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "chromium"))
