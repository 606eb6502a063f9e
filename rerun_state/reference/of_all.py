"""Parameters that mean the same in every function that has them."""

TEXT = """
accept_new_options
    Whether the reader may enter a text that is no option; it becomes the value.

alignment
    Where the column's content stands; None: numbers right, everything else left.

alt
    What a screen reader says in place of the picture or chart; None for nothing of its own.

anchor
    The name that `#name` links lead to; None for one made of the text, False for none.

args
    Positional arguments of the callback, as they were in the run which showed the element.

autoplay
    Whether it plays as soon as it is shown, where the browser allows that.

bind
    "query-params" keeps the value in the page's address as well, under the key; None does not.

border
    Whether a frame is drawn around it.

column_config : mapping or None
    How columns look, by their name: one of `st.column_config`, a label, or None to hide one.

column_order
    The names of the columns to show, in that order; None for all.

data
    A DataFrame of pandas or polars, an array, a dictionary, or anything that makes a table.

disabled
    Whether the value is shown but cannot be changed.

divider
    A line below: the name of its colour, or True for one colour after the other.

end_time
    Where it stops, in seconds or as text such as "1m30s"; None for its end.

expanded
    Whether it is open at first.

filter_mode
    How typed letters pick options: in that order, anywhere together, at the beginning; None for
    a list in which nothing can be typed.

format_func
    Called with each option for the label that is shown; the value is the option itself.

func
    The function, where this is no decorator with arguments.

gap
    The distance of what stands side by side: a size by name, or pixels; None for none.

hash_funcs
    For arguments of these types (or dotted names of types): what returns something hashable.

height
    Pixels above zero; "content" for as high as its content, "stretch" for the room there is.

help
    Markdown of a tooltip, seen when one points at it or at its "?"; None for no tooltip.

hide_index
    Whether the index is left out; None does so where it only counts.

horizontal
    Whether it is laid out from left to right.

icon
    An emoji, or an icon such as ":material/bolt:"; None for none.

icon_position
    On which side of the label the icon stands.

image
    A path, an address, bytes, an open file, SVG, an array or a Pillow image.

key
    The element's identity, unique in a run, and the name of its value in `st.session_state`.
    None makes one of the parameters, so that other parameters are another element.

kwargs
    Keyword arguments of the callback, as they were in the run which showed the element.

label
    Short Markdown of one line. Screen readers name the element by it: never leave it empty.

label_visibility
    "hidden" leaves the label's room empty, "collapsed" takes it away; screen readers know it.

link
    The address that a click opens; None for none.

loop
    Whether it begins again at its end.

max_chars
    How many characters can be entered at most; None for as many as one likes.

max_entries
    How many are kept, at least 1; the one unused for longest goes first. None for all.

max_upload_size
    The largest file in megabytes, a whole number above zero; None for 200.

max_value
    The largest value, itself included; None for no bound.

min_value
    The smallest value, itself included; None for no bound.

on_change
    Called before the rerun that a change causes. "rerun" (or None) reruns without a call;
    "ignore" keeps the new value for whichever run comes next.

on_click
    Called before the rerun that the press causes; None for nothing.

on_select
    "rerun" runs the app when the reader selects something, a function is called before;
    "ignore" makes nothing selectable.

options
    What can be chosen, in that order: of a dictionary the keys, of a table the first column, of an
    Enum class its members; a text is one option.

persist_state
    Keeps the value while the element is not shown: on this page, or for the session. It needs
    a key. None forgets the value.

pinned
    Whether the column stays at the left edge when the table scrolls; None: index columns do.

placeholder
    What stands in an empty field; None for nothing.

query_params : mapping of str, pairs, or None
    What the page finds in `st.query_params`, by name; None for nothing.

refresh_mode
    "background" returns an expired result for one more `ttl` while the next is computed.

required
    Whether the reader must not leave it empty.

row_height
    The height of each row in pixels, above zero; None for one line of text.

scope
    "session" keeps results for one session only.

shortcut
    A key that presses it while the app has the focus (in Voila, always), such as "Enter" or
    "Ctrl+K"; None for none.

show_spinner
    Whether a sign is shown while the function runs; a text is the message.

show_time
    Whether the seconds that it takes are counted beside the sign.

start_time
    Where it begins, in seconds or as text such as "1m30s".

text_alignment
    To which side the lines are set.

theme
    "streamlit" for the colours of the app, None for those of the library itself.

title
    A line in bold above the text; None for none.

ttl
    How long it is good: seconds, a timedelta, or text such as "1h". None is for ever.

unsafe_allow_html
    Whether HTML in the text acts as such; give it only text that you trust.

use_container_width
    The old name of `width="stretch"` (True) and `width="content"` (False); None for `width`.

vertical_alignment
    Where what is lower than its neighbours stands in the row.

ButtonType
    How the button catches the eye: filled with colour, framed, or like text.

WidthWithoutContent, HeightWithoutContent
    Pixels above zero, or "stretch" for all the room there is.

width
    Pixels above zero; "stretch" for all the room there is, "content" for that of the content.

wrap
    Whether text that is too long goes on in the next line; False cuts it off at the end. None
    does what suits the place: in rows and columns it cuts off.

x
    The column for the horizontal axis; None for the index.

x_label
    The title of the horizontal axis; None for the column's name.

y
    The column, or columns, for the vertical axis; None for all others.

y_label
    The title of the vertical axis; None for the column's name.

y_max
    The upper end of the charts' scale; None for the largest number.

y_min
    The lower end of the charts' scale; None for the smallest number.
"""
