"""A profile goes on to the next test only if it can forget what the last one did to it."""

from __future__ import annotations

from profiles import Profiles


def test_a_clock_that_a_test_has_stopped_goes_no_further(browser: Profiles) -> None:
    stopped = browser.new_context()
    page = stopped.new_page()
    page.clock.set_fixed_time(1)
    page.goto("about:blank")
    stopped.close()
    plain = browser.new_context()
    assert plain._context is not stopped._context
    assert plain.new_page().evaluate("() => Date.now()") > 1_000_000
    plain.close()
    again = browser.new_context()
    assert again._context is plain._context
    again.close()
