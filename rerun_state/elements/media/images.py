"""Pictures: `image` of files, arrays and Pillow's images, and the app's `logo`."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Sequence
from typing import Any, Literal

from rerun_state.elements import media
from rerun_state.elements.base.parameters import (
    Width,
    check_width,
    file_word,
    icon_of,
    line,
    one_of,
    stretched,
    text_if_any,
)
from rerun_state.elements.media.medium import Medium, is_address, is_readable, medium
from rerun_state.elements.status.messages import warning
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidURLError,
    StreamlitValueError,
    an,
)
from rerun_state.imports import is_of, library_of
from rerun_state.patterns import pattern
from rerun_state.runtime.grammar.block import B, Block, put
from rerun_state.runtime.model.tree import EVENT
from rerun_state.symbols.icons import is_icon

Channels = Literal["RGB", "BGR"]
OutputFormat = Literal["JPEG", "PNG", "auto"]
_SIGNATURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
}
_SVG = pattern(r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE[^>]*>\s*)?<svg\b", re.DOTALL)


def image(
    self: B,
    image: Any,
    caption: str | list[str] | None = None,
    width: Width = "content",
    clamp: bool = False,
    channels: Channels = "RGB",
    output_format: OutputFormat = "auto",
    *,
    use_container_width: bool | None = None,
    link: str | None = None,
    use_column_width: Any = None,
    alt: str | Sequence[str | None] | None = None,
) -> B:
    """Show a picture, or several in a row; return a handle on it.

    Raises StreamlitAPIException for an array that is no picture, for captions that are not one for
    each, and for a `link` of several; MediaFileStorageError for a path where no file is.

        st.image("sunrise.jpg", caption="Sunrise by the mountains")
    """
    if use_column_width is not None:
        warning(
            self,
            "`use_column_width` was removed and has no effect. Use `width='stretch'`, "
            "`width='content'`, or a number of pixels instead.",
        )
    width = stretched(width, use_container_width)
    fitting = check_width(width, "image")
    pictures = _several(image)
    one = str(caption) if isinstance(caption, tuple) else caption
    captions = _paired(one, len(pictures), "captions")
    alts = _paired(alt, len(pictures), "alt texts")
    address = text_if_any(link, "link", "image") or None
    if address is not None and len(pictures) != 1:
        raise StreamlitAPIException(f"link works with one picture, not with {len(pictures)}.")
    order = file_word(channels, "channels", "image").upper()
    file = file_word(output_format, "output_format", "image").upper()
    shown = [
        {
            **picture(each, clamp=clamp, channels=order, output_format=file).props(),
            "caption": None if text is None else line(text),
            "alt": other,
        }
        for each, text, other in zip(pictures, captions, alts, strict=True)
    ]
    return put(self, "image", images=shown, width=fitting, link=address)


def _several(image: Any) -> list[Any]:
    if isinstance(image, (list, tuple)) or (_is_array(image) and image.ndim == 4):
        return list(image)
    return [image]


def _paired(texts: Any, count: int, what: str) -> list[Any]:
    if texts is None:
        return [None] * count
    several = isinstance(texts, (list, tuple)) or (_is_array(texts) and texts.ndim > 0)
    listed = list(texts) if several else [texts]
    if len(listed) != count:
        raise StreamlitAPIException(
            f"{len(listed)} {what} for {count} pictures. Give one for each."
        )
    return listed


def picture(
    image: Any,
    *,
    clamp: bool = False,
    channels: str = "RGB",
    output_format: str = "AUTO",
) -> Medium:
    """Any picture as bytes that a browser can show, or as an address."""
    if isinstance(image, str) and _SVG.match(image):
        return Medium(image.encode(), "image/svg+xml")
    if is_of(image, "PIL"):
        return _encoded(image, output_format)
    if hasattr(image, "__array__") and not isinstance(image, (str, bytes)):
        return _from_array(image, clamp, channels, output_format)
    if not is_readable(image):
        raise AttributeError(
            f"image() cannot show {an(type(image).__name__)}. Give a path, an address, bytes, an "
            "open file, an array or an image of Pillow."
        )
    found = medium(image, None, "image")
    if found.data is None:
        return found
    if _SVG.match(found.data[:500].decode(errors="ignore")):
        return Medium(found.data, "image/svg+xml")
    mime = _mime(found.data)
    if mime is None or (output_format != "AUTO" and mime != f"image/{output_format.lower()}"):
        from PIL import Image

        return _encoded(Image.open(io.BytesIO(found.data)), output_format)
    return Medium(found.data, mime)


def _mime(data: bytes) -> str | None:
    """The type of a picture by its first bytes; None for one that no browser knows."""
    if data[4:12] in (b"ftypavif", b"ftypheic"):
        return "image/avif"
    return next((mime for begin, mime in _SIGNATURES.items() if data.startswith(begin)), None)


def _is_array(value: Any) -> bool:
    return library_of(value) == "numpy" and hasattr(value, "ndim")


def _is_nothing(value: Any) -> bool:
    """Is a picture none? An array is one, which has no truth."""
    return not _is_array(value) and not value


def _encoded(image: Any, output_format: str) -> Medium:
    """An image of Pillow as a file."""
    if output_format not in ("JPEG", "PNG"):
        clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        output_format = "PNG" if clear or image.format in ("PNG", "GIF") else "JPEG"
    pixels = image.tobytes()  # of an opened file only now is all else known
    palette = image.palette and (image.palette.mode, bytes(image.palette.palette))
    about = (output_format, image.mode, image.size, palette, repr(image.info))
    file = media.encodings.file_of(pixels, about, lambda: _file(image, output_format))
    return Medium(file, f"image/{output_format.lower()}")


def _file(image: Any, output_format: str) -> bytes:
    if output_format == "JPEG" and image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    elif output_format == "PNG" and image.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        image = image.convert("RGBA")
    buffer = io.BytesIO()
    image.save(buffer, format=output_format, quality=90)
    return buffer.getvalue()


def _from_array(data: Any, clamp: bool, channels: str, output_format: str) -> Medium:
    import numpy as np

    array = np.asarray(data)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim not in (2, 3):
        raise StreamlitValueError(f"image() takes arrays of 2 or 3 dimensions, not {array.ndim}.")
    if array.ndim == 3 and array.shape[2] not in (3, 4):
        raise StreamlitAPIException(
            f"An image has 1, 3 or 4 channels, not {array.shape[2]} as in the shape {array.shape}."
        )
    pixels = _bytes_of(array, clamp)
    if channels == "BGR" and pixels.ndim == 3:
        pixels = pixels[:, :, [2, 1, 0, 3][: pixels.shape[2]]]
    try:
        from PIL import Image
    except ImportError:  # an exact picture needs no library
        exact = np.ascontiguousarray(pixels)
        about = "PNG", exact.shape
        file = media.encodings.file_of(exact, about, lambda: _png(exact))
        return Medium(file, "image/png")
    return _encoded(Image.fromarray(np.ascontiguousarray(pixels)), output_format)


def _bytes_of(array: Any, clamp: bool) -> Any:
    """An array of whole numbers up to 255."""
    import numpy as np

    if array.dtype == bool:
        return array.astype("u1") * np.uint8(255)
    limit = 1.0 if array.dtype.kind == "f" else 255
    if array.size and (array.min() < 0 or array.max() > limit):
        if not clamp:
            raise StreamlitAPIException(
                f"The image has numbers beyond 0 to {limit}. Scale them, or set clamp=True."
            )
        array = np.clip(array, 0, limit)
    return (array * 255 if array.dtype.kind == "f" else array).astype("u1")


def _png(pixels: Any) -> bytes:
    """A PNG file, without filters."""
    height, width = pixels.shape[:2]
    kind = {2: 0, 3: 2 if pixels.shape[-1] == 3 else 6}[pixels.ndim]
    rows = b"".join(b"\0" + pixels[row].tobytes() for row in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    made = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + made


def logo(
    self: Block,
    image: Any,
    *,
    size: Literal["small", "medium", "large"] = "medium",
    link: str | None = None,
    icon_image: Any = None,
) -> None:
    """Show a logo at the top of the sidebar, or of the app where there is none.

    Either picture may be an icon.

    Raises StreamlitAPIException for a picture that cannot be shown, and StreamlitInvalidURLError
    for a `link` that is no web address.

        st.logo("logo.png", link="https://example.org")
    """
    one_of(size, ("small", "medium", "large"), "size", "logo")
    if link and not (isinstance(link, str) and is_address(link)):
        raise StreamlitInvalidURLError(
            f"link of logo must begin with http:// or https://, not {link!r}."
        )
    put(
        Block(section=EVENT),
        "logo",
        **_logo(image, "image"),
        icon_image=None if _is_nothing(icon_image) else _logo(icon_image, "icon_image"),
        size=size,
        link=link or None,
    )


def _logo(image: Any, name: str) -> dict[str, Any]:
    try:
        if isinstance(image, str) and not is_address(image) and is_icon(image):
            return {"icon": icon_of(image), "data": None, "mime": None, "src": None}
        return {"icon": None, **picture(image).props()}
    except Exception as error:  # whatever a library says of it
        raise StreamlitAPIException(f"{name} of logo cannot be shown: {error}") from error
