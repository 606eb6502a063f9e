"""Parameters of commands, decorators and columns that mean something of their own."""

TEXT = """
Page.page
    A function, the path of a script seen from the app's folder, or an address elsewhere.

Page.title
    The name in the menu, needed for an address; None for that of the function or file.

Page.icon
    An emoji or an icon in the menu; None for the emoji before the file's name.

Page.url_path
    Its name in links; None for that of the function or file.

Page.default
    Whether it is shown first.

Page.visibility
    Whether it stands in the menu.

navigation.pages : sequence of pages, or mapping of str to these
    The pages, or a list of them for each heading of the menu.

navigation.position
    Where the menu stands; "hidden" for no menu.

navigation.expanded
    Whether all pages of a long menu are shown at once; or how many of them.

switch_page.page
    A page of `st.navigation`, or the path of its script.

switch_page.query_params : mapping of str, pairs, or None
    What the page finds in `st.query_params`; None removes those there are.

rerun.scope
    "app", "fragment" (in that fragment's own rerun), or the keys of fragments (in callbacks).

dialog.title
    The heading of the window, Markdown of one line; not empty.

dialog.width
    A size by name, or pixels above zero.

dialog.position
    Where in the window of the browser it opens.

dialog.dismissible
    Whether the reader can close it; if not, `st.rerun()` does.

dialog.on_dismiss
    "rerun" runs the app when the reader closes it, a function is called before; "ignore" does not.

fragment.run_every
    How often it runs by the clock: seconds, a timedelta, or text such as "10s"; None for never.

fragment.key
    The name for `st.rerun("key")` in callbacks; None for none.

fragment.parallel
    Whether it is kept apart from the rest of a full run: it returns None, its errors stay in it.

set_page_config.page_title
    The text on the browser's tab, where the page is the app's alone; None keeps it.

set_page_config.page_icon
    An emoji, an icon or an image for the browser's tab; None keeps it.

set_page_config.layout
    "wide" uses the whole width; None keeps it.

set_page_config.initial_sidebar_state
    How the sidebar is at first, or its width in pixels; None keeps it.

set_page_config.menu_items
    Checked, and without effect: a notebook has no app menu.

get_option.key, set_option.key
    The option's name, such as "theme.primaryColor".

set_option.value
    What it is to be.

login.provider
    Of no effect: a kernel's reader is logged in with Jupyter.

connection.name
    What it is called in the secrets and found again by; "env:DB" reads the name from DB.

connection.type : str, class or None
    "sql", a class derived from `BaseConnection`, or its dotted name; None for what the secrets say.

connection.ttl
    How long it is kept: seconds or a timedelta. None is for ever.

connection.max_entries
    How many connections are kept, at least 1; None for all.

connection.kwargs
    Parameters of the connection itself.

cache_data.max_size
    How many bytes of results to keep in memory: a number, or text such as "500MB"; None for all.

cache_data.persist
    "disk" (or True) keeps results across kernels, in the user's cache directory.

cache_data.ttl
    How long a result is good: seconds, a timedelta, or text such as "1h". None is for ever. Of no
    effect with `persist`.

cache_resource.validate
    Called with the object before the cache returns it; where it is False, a new one is made.
    None trusts it.

cache_resource.on_release
    Called with an object that leaves the cache because it expired, made room or was cleared.

column.label
    The heading; None for the column's name.

column.width
    A size by name, or pixels above zero; None for what the content needs.

column.help
    Markdown of a tooltip of the heading; None for none.

column.disabled
    Whether the reader cannot edit it; None as the table is.

column.required
    Whether cells that the reader edits must not be empty, and new rows come back only when these
    cells of theirs are filled; None is False.

column.default
    What the cells of added rows hold; None leaves them empty.

column.step
    The distance of values that can be entered, above zero; None for 1 (ints) or any (floats).

column.options
    What can be chosen.

column.format_func
    Called with each option for the text that is shown; None for `str`.

column.format
    A pattern of Moment.js such as "D MMM YYYY, HH:mm", or a name such as "localized", "distance",
    "calendar" or "iso8601"; None for the usual form.

column.validate
    A regular expression of JavaScript that edits have to match; None for any text.

column.color
    A colour; None for the app's own.

NumberColumn.format, ProgressColumn.format
    A printf pattern such as "%.2f €", or "plain", "localized", "percent", "dollar", "euro", "yen",
    "accounting", "bytes", "compact", "scientific" or "engineering"; None for the usual form.

ProgressColumn.min_value
    The number of an empty bar; None for 0.

ProgressColumn.max_value
    The number of a full bar; None for 1, or 100 for integers.

ProgressColumn.step
    Without effect: the reader cannot edit these cells.

ProgressColumn.color
    A colour, or "auto" for one by the value; None for the app's own.

DateColumn.step
    The distance of dates that can be entered, in days; None for one.

DatetimeColumn.step, TimeColumn.step
    The distance of times that can be entered, in seconds or as a timedelta; None for any.

DatetimeColumn.timezone
    The time zone to show them in, such as "Europe/Oslo"; None for their own.

SelectboxColumn.options
    What can be chosen; None for the categories of a categorical column.

MultiselectColumn.accept_new_options
    Whether texts that are no option can be entered; None is False.

MultiselectColumn.color
    A colour for all options, one for each, or "auto"; None for the app's own.

LinkColumn.display_text
    What is shown instead of the address: a text, an icon, or a regular expression whose first
    group is it; None for the address.

ButtonColumn.key
    What makes the buttons work: under it `st.session_state` has what was pressed; None for none.

ButtonColumn.type
    How they catch the eye: "primary", "secondary" or "tertiary".
"""
