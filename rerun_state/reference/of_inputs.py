"""Parameters of inputs that mean something of their own."""

TEXT = """
checkbox.value, toggle.value
    Whether it is on at first.

color_picker.value
    The first colour, as "#rrggbb" or "#rgb"; None is black.

date_input.value : date, datetime, str, a list or tuple of up to two of these, or None
    The first date; text is "today" or in ISO form. A list or tuple makes a range, None an empty
    field, which returns None.

date_input.min_value
    The first day that can be chosen; None for ten years before the value.

date_input.max_value
    The last day that can be chosen; None for ten years after the value.

datetime_input.min_value
    The first moment that can be chosen; None for ten years before the value.

datetime_input.max_value
    The last moment that can be chosen; None for ten years after the value.

date_input.format, datetime_input.format
    The order of YYYY, MM and DD, with "/", "." or "-" between them.

datetime_input.value
    The first moment; text is "now" or in ISO form. None for an empty field, which returns None.

datetime_input.step
    How far the arrow keys lead, from one multiple to the next, in seconds or as a timedelta: from a
    minute to 23 hours. Any time may be typed.

time_input.step
    How far the arrow keys lead, from one multiple to the next, in seconds or as a timedelta: from a
    second to 23 hours. Any time may be typed. Seconds are shown unless it is of whole minutes.

time_input.value
    The first time of day; text is "now" or in ISO form. None for an empty field, which returns
    None.

time_input.format
    The clock that is shown: of 12 or 24 hours, or the browser's own.

number_input.value : int, float, "min" or None
    The first number; "min" for the smallest (zero without one), None for an empty field.

number_input.min_value : int, float or None
    The smallest number, itself included; None for no bound.

number_input.max_value : int, float or None
    The largest number, itself included; None for no bound.

number_input.step : int, float or None
    What the buttons add and take away, above zero; None for 1 (ints) or 0.01 (floats).

number_input.format
    A printf pattern such as "%.1f" for what is shown; the value is not rounded by it.

slider.min_value : int, float, date, time, datetime or None
    The lowest value, itself included. None for 0 (numbers), the day's beginning (times) or 14
    days before `value` (dates).

slider.max_value : int, float, date, time, datetime or None
    The highest value, itself included. None for 100 (ints), 1.0 (floats), the day's end (times)
    or 14 days after `value` (dates).

slider.value : int, float, date, time, datetime, a list or tuple of two of these, or None
    Where it stands at first, which also says what it slides over; two values make a range. None
    for `min_value`.

slider.step
    The distance of neighbouring values, above zero: a number, or a timedelta for dates and times.
    None for 1 (ints), 0.01 (floats), 15 minutes (times) or a day (dates).

slider.format
    A printf pattern for numbers, a Moment.js one for dates and times, or a name such as
    "percent", "dollar", "compact" or "localized"; None for the usual form.

select_slider.value
    The option where it stands at first; a list or tuple of two makes a range. None for the
    first option.

pills.format_func, segmented_control.format_func
    Called with each option for its label, Markdown that may begin with an icon; None for `str`.

pills.default, segmented_control.default
    The option that is chosen at first, with "multi" a list of them; None for none.

pills.selection_mode, segmented_control.selection_mode
    Whether one option can be chosen, or several; then the value is a list.

pills.required, segmented_control.required
    Whether the reader cannot take the choice back.

pills.wrap, segmented_control.wrap, multiselect.wrap
    Whether what does not fit goes on in the next line. None does what suits the place.

radio.index, selectbox.index
    The position of the option that is chosen at first, from 0; None for no choice.

radio.captions
    Markdown below each option, in their order; None for none.

selectbox.required
    Whether the reader cannot clear the choice.

selectbox.placeholder, multiselect.placeholder
    What stands in the field while nothing is chosen; None for a text that suits the options.

multiselect.default
    The option or options that are chosen at first; None for none.

multiselect.max_selections
    How many options can be chosen at most; None for all.

multiselect.select_all
    Whether all can be chosen at once; a number does so where there are no more options than that.

feedback.options
    What is to be clicked: two thumbs, five faces or five stars.

feedback.default
    The number of what is chosen at first: 0 or 1 for thumbs, 0 to 4 for others; None for none.

pagination.num_pages
    How many pages there are, at least 1.

pagination.default
    The page at first, from 1 to `num_pages`.

pagination.max_visible_pages
    How many numbers stand between the arrows at most; 0 for the arrows alone, None for all.

text_input.value, text_area.value
    What it holds at first: any object's text, cut off at `max_chars`. None for an empty field,
    which returns None.

text_input.type
    What the keyboard of phones is made for; a "password" is hidden.

text_input.autocomplete
    The HTML attribute of that name, such as "email"; None leaves it to the browser.

text_input.live
    Whether what is typed is sent after a pause of 250 ms; or that pause, such as "1s", up to a
    minute.

text_input.validate
    A regular expression that a text has to match to be sent; or a tuple of one and the message
    for what does not.

text_area.height
    Pixels above zero, of the label and the field together; "content" to grow with the text,
    "stretch" for the room there is, None for three lines.

chat_input.placeholder
    What stands in the empty field.

chat_input.accept_file
    Whether a file may come along: none, one, "multiple", or those of a "directory".

chat_input.file_type, file_uploader.type
    Which files: endings such as "csv", MIME types, or "image", "audio", "video", "text"; None
    for all.

chat_input.accept_audio
    Whether a recording may come along.

chat_input.audio_sample_rate, audio_input.sample_rate
    Samples per second: 8000, 11025, 16000, 22050, 24000, 32000, 44100 or 48000; None for the
    microphone's own.

chat_input.on_submit
    Called before the run that the message causes; None for nothing.

chat_input.submit_mode
    Has no effect here: a message may be sent at any time, and ends the run that is under way.

chat_input.height
    Pixels above zero; "content", or "stretch", to grow with the text.

file_uploader.accept_multiple_files
    Whether the value is a list of files; "directory" for all files of one, with their paths.

camera_input.resolution
    What the camera is asked for; None for its own.

download_button.data : str, bytes, file or callable
    The contents: a str (as UTF-8), bytes, an open file, or a function that returns one of those
    and is called with each press.

download_button.file_name
    The name that the browser suggests; None for "download" with the ending of `mime`.

download_button.mime
    The MIME type; None for that of the name's ending, else of plain text or binary data.

download_button.on_click
    Called before the rerun that the press causes. "rerun" (or None) reruns without a call,
    "ignore" does not rerun.

link_button.on_click
    "ignore" leaves the app alone; "rerun" runs it with each click, a function is called before.

link_button.url
    The address to open.

menu_button.format_func
    Called with each option for its label, which is Markdown; labels must differ.

data_editor.data
    The table to begin with: a DataFrame, an array, a list, a dictionary; the result is of the
    same form.

data_editor.num_rows
    Whether rows can be added, deleted, or both ("dynamic").

data_editor.disabled
    Whether nothing can be changed; or the names (or positions) of the columns that cannot.

keyed.key : str or int
    The name of the entry of `st.session_state`, unique in a run.

keyed.widget : widget
    An ipywidget or anywidget.

keyed.trait : str, or sequence of str
    The name of the trait which is the value, "value" if left out; or several names: the entry is
    then a dictionary.

widget.make : class, callable or widget
    What makes the widget, called once and not in every run; what it made is closed when the app no
    longer shows it. Or a widget that exists, or that each run makes anew; it is never closed.

widget.key
    The name of the value in `st.session_state`, unique in a run. None: the widget is known again by
    what makes it, and by how often the run has used that before.

widget.trait : str, sequence of str, or None
    The name of the trait which is the value, "value" if left out; or several names: their entry of
    the state is then a dictionary. None binds no trait.

widget.listen : callable or None
    For events that are no traits: a function of the widget and of `send`, which registers `send`
    with the widget. What the widget then tells is returned by one run, as a press is.
"""
