"""Pictures as addresses."""

from tests.streamlit.programs import ran


def test_packages_hand_pictures_to_their_components_as_addresses() -> None:
    at = ran("""
import numpy as np
import streamlit as st
from streamlit.elements.lib.image_utils import image_to_url
from streamlit.elements.lib.layout_utils import LayoutConfig

for picture in (np.zeros((2, 2, 3), "u1"), b"\\x89PNG", "https://example.org/a.png"):
    st.text(image_to_url(picture, LayoutConfig(width="content"), False, "RGB", "PNG", "id"))
""")
    array, data, address = [text.value for text in at.text]
    assert array.startswith("data:image/png;base64,iVBOR")
    assert data == "data:image/png;base64,iVBORw=="
    assert address == "https://example.org/a.png"
