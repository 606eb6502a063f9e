"""The page as one run left it."""

from tests.testing.programs import app


def test_an_element_that_was_kept_is_operated_on_its_own_page() -> None:
    at = app("st.number_input('N', 0)\nst.checkbox('C')")
    number, box = at.number_input[0], at.checkbox[0]
    number.increment().run()
    number.increment().run()
    box.check()
    assert (at.run().number_input[0].value, at.checkbox[0].value) == (2, False)
    assert box.run().checkbox[0].value is True
