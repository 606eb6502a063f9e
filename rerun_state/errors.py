"""Every exception a user can meet.

The names and their ancestry are Streamlit's, so that `except` clauses port; the messages say what
is wrong (with the value), where (kind, label or key) and how to mend it.
"""

from __future__ import annotations


def an(noun: str, *, capital: bool = False) -> str:
    """The noun with its article, for a message: "a slider", "an image"."""
    article = "an" if noun[:1] in "aeioAEIO" else "a"
    return f"{article.capitalize() if capital else article} {noun}"


class Error(Exception):
    """The root of everything that rerun_state raises on purpose."""


class MarkdownFormattedException(Error):
    """An error whose message may be Markdown."""


class StreamlitAPIException(MarkdownFormattedException):
    """The API was used in a way that cannot work."""


class LocalizableStreamlitException(StreamlitAPIException):
    """An error whose message has names in braces, for what is given by keyword."""

    def __init__(self, message: str = "", **kwargs: object) -> None:
        super().__init__(message.format(**kwargs) if kwargs else message)


class StreamlitAPIWarning(StreamlitAPIException, Warning):
    """Something that works, but probably not as meant."""


class CachedWidgetWarning(StreamlitAPIWarning):
    """A cached function shows a widget, whose value the cache would freeze."""


# -- identity ----------------------------------------------------------------------------------


class DuplicateWidgetID(StreamlitAPIException):
    """Two elements of one run cannot be told apart."""


class StreamlitDuplicateElementKey(DuplicateWidgetID):
    """The same `key` was given twice in one run."""


class StreamlitDuplicateElementId(DuplicateWidgetID):
    """Two elements without a key have the same kind and parameters."""


# -- session state -----------------------------------------------------------------------------


class StreamlitValueAssignmentNotAllowedError(LocalizableStreamlitException):
    """The state of a button-like widget or of a form was assigned."""


class StreamlitWidgetAlreadyInstantiatedError(LocalizableStreamlitException):
    """A widget's state was assigned after the run had shown the widget."""


# -- where things may stand --------------------------------------------------------------------


class StreamlitInvalidLayoutContextError(StreamlitAPIException):
    """An element or a command stands where it has no meaning."""


class StreamlitInvalidFormCallbackError(LocalizableStreamlitException):
    """A widget in a form has an on_change callback; only submit buttons may."""


class NoRunError(StreamlitAPIException):
    """An element was called outside of a `%%rerun` cell or an app script."""


class RerunLimitError(StreamlitAPIException):
    """The app asked for a rerun too many times in a row."""


class FragmentHandledException(Error):
    """A fragment raised an exception, which is shown in its place; the run around it ends."""


# -- parameters --------------------------------------------------------------------------------


class StreamlitValueError(LocalizableStreamlitException):
    """A parameter is none of the values it may take."""


class StreamlitInvalidParameterTypeError(LocalizableStreamlitException):
    """A parameter has the wrong type."""


class StreamlitMissingRequiredParameterError(LocalizableStreamlitException):
    """A parameter that is needed is absent or empty."""


class StreamlitIncompatibleParametersError(LocalizableStreamlitException):
    """Two parameters exclude each other."""


class StreamlitValueOutOfRangeError(LocalizableStreamlitException):
    """A number lies outside of what the parameter allows."""


class StreamlitValueBelowMinError(LocalizableStreamlitException):
    """The default lies below the minimum."""


class StreamlitValueAboveMaxError(LocalizableStreamlitException):
    """The default lies above the maximum."""


class StreamlitInvalidMinMaxError(LocalizableStreamlitException):
    """The minimum is not below the maximum."""


class StreamlitMixedNumericTypesError(LocalizableStreamlitException):
    """Integers and floats were mixed in the parameters of one number."""


class StreamlitJSNumberBoundsError(LocalizableStreamlitException):
    """A number that a browser cannot represent exactly."""


class StreamlitInvalidNumberFormatError(LocalizableStreamlitException):
    """A format that cannot show a number."""


class StreamlitDefaultNotInOptionsError(LocalizableStreamlitException):
    """A default is not among the options."""


class StreamlitSelectionCountExceedsMaxError(LocalizableStreamlitException):
    """More options are chosen than max_selections allows."""


class StreamlitInvalidColumnSpecError(LocalizableStreamlitException):
    """columns() was asked for no column, or for weights that are not above zero."""


class StreamlitInvalidWidthError(LocalizableStreamlitException):
    """A width that is neither pixels nor one of the words allowed."""


class StreamlitInvalidHeightError(LocalizableStreamlitException):
    """A height that is neither pixels nor one of the words allowed."""


class StreamlitInvalidColorError(LocalizableStreamlitException):
    """A colour that cannot be read."""


class StreamlitInvalidURLError(LocalizableStreamlitException):
    """An address that cannot be linked to."""


class StreamlitDataframeConversionError(StreamlitAPIException):
    """Data that cannot be read as a table."""


class MediaFileStorageError(Error):
    """A picture, sound or video that cannot be opened."""


class StreamlitBadTimeStringError(LocalizableStreamlitException):
    """A duration that cannot be read."""


class StreamlitQueryParamDictValueError(LocalizableStreamlitException):
    """A query parameter was given a dictionary."""


class StreamlitPageNotFoundError(LocalizableStreamlitException):
    """There is no such page."""


class StreamlitSecretNotFoundError(LocalizableStreamlitException, FileNotFoundError):
    """There are no secrets, or not the one asked for."""


# -- caching -----------------------------------------------------------------------------------


class UnhashableParamError(StreamlitAPIException):
    """A cached function was called with an argument that cannot be hashed."""


class UserHashError(StreamlitAPIException):
    """A function given in `hash_funcs` raised an exception."""


class UnserializableReturnValueError(Error):
    """A function under `cache_data` returned something that cannot be pickled."""


class UnevaluatedDataFrameError(StreamlitAPIException):
    """A function under `cache_data` returned a table that is a plan, without its data."""


class CachedFunctionReturnedAwaitableError(StreamlitAPIException):
    """A cached function without `async` returned something to await, which works only once."""


class CacheReplayClosureError(StreamlitAPIException):
    """A cached function showed an element in a container that was made outside of it."""


class CachedStFunctionInBackgroundModeWarning(StreamlitAPIWarning):
    """A cached function that refreshes in the background shows elements, which are not replayed."""


# -- components --------------------------------------------------------------------------------


class MarshallComponentException(StreamlitAPIException):
    """An argument of a component that cannot be sent to its frame."""


class StreamlitComponentRegistryError(Error):
    """A package declares a component whose files it does not have."""


class BidiComponentError(LocalizableStreamlitException):
    """A mounted component was used in a way that cannot work."""


class BidiComponentInvalidCallbackNameError(BidiComponentError):
    """A callback of a mounted component that names no state or trigger."""


class BidiComponentInvalidDefaultKeyError(BidiComponentError):
    """A default of a mounted component for what is no state of it."""


class BidiComponentUnserializableDataError(BidiComponentError):
    """Data of a mounted component that cannot be sent to the browser."""


# -- what packages for Streamlit catch, and an app in a notebook never raises ---------------------


class NoSessionContext(Error):
    """There is no session to ask."""


class StreamlitMaxRetriesError(Error):
    """Something was tried too often."""


class FragmentStorageKeyError(Error, KeyError):
    """There is no such fragment."""


class StreamlitAuthError(StreamlitAPIException):
    """A reader could not be logged in."""


class StreamlitMissingAuthlibError(StreamlitAuthError):
    """The package that logs readers in is not installed."""


class UnserializableSessionStateError(StreamlitAPIException):
    """An entry of session_state cannot be pickled, where the options ask for that."""


class BidiComponentInvalidIdError(BidiComponentError):
    """A part of a component's identity holds what divides the parts."""


class StreamlitInvalidThemeError(LocalizableStreamlitException):
    """A theme that cannot be read."""


class StreamlitInvalidThemeOptionError(StreamlitInvalidThemeError):
    """A theme has an option that does not exist."""


class StreamlitInvalidThemeSectionError(StreamlitInvalidThemeError):
    """A theme has a section that does not exist."""
