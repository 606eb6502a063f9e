// Elements by which a reader says something: each has a value, or an event.
//
// An option travels as its place among the options; one that the reader made up as its text. A change
// says in `seen` what stood at its places, for the options may be others by the time it arrives.
import { button, emptiable, field, file, frame, icon, opener, text, uploads, width } from "./parts";
import {
  boolean,
  bytes,
  either,
  integer,
  kind,
  list,
  nothing,
  number,
  object,
  oneOf,
  optional,
  or,
  string,
} from "./schema";

const option = list(text);
const filter = optional(oneOf("fuzzy", "contains", "prefix", "none"));
const place = either(integer, nothing);

const taker = { type: list(string), max_size: integer };

export const inputs = {
  button: kind({ ...button, form: optional(oneOf(true)) }, { press: oneOf(true) }),
  download_button: kind(
    {
      ...button,
      data: optional(bytes),
      file_name: optional(string),
      mime: string,
      guess: boolean,
      ignore: boolean,
    },
    {
      from: ["inputs"],
      press: oneOf(true),
      /** A file is asked for, perhaps once more, and has come. */
      events: { fetch: { number }, got: { number } },
      replies: { file: { data: optional(bytes), mime: optional(string), error: optional(string) } },
    },
  ),
  link_button: kind({ ...button, url: string }, { from: ["inputs"], watched: oneOf(true) }),
  menu_button: kind(
    { ...opener, options: option },
    { from: ["inputs"], press: integer, stays: ["icon_position"] },
  ),
  checkbox: kind(
    { ...frame, style: or(oneOf("checkbox", "toggle"), "checkbox"), width: or(width, "content"), wrap: optional(boolean) },
    { value: boolean },
  ),
  radio: kind(
    {
      ...frame,
      options: option,
      captions: optional(list(either(text, nothing))),
      horizontal: or(boolean, false),
      width: or(width, "content"),
    },
    { value: place },
  ),
  button_group: kind(
    {
      ...frame,
      style: oneOf("pills", "segmented_control"),
      options: option,
      icons: list(either(icon, nothing)),
      selection_mode: oneOf("single", "multi"),
      required: or(boolean, false),
      width: or(width, "content"),
      wrap: optional(boolean),
    },
    { value: list(integer) },
  ),
  selectbox: kind(
    {
      ...field,
      ...emptiable,
      options: option,
      placeholder: optional(string),
      icon: optional(icon),
      accept_new_options: or(boolean, false),
      filter_mode: filter,
    },
    { value: either(integer, string, nothing) },
  ),
  multiselect: kind(
    {
      ...field,
      options: option,
      placeholder: optional(string),
      max_selections: optional(integer),
      accept_new_options: or(boolean, false),
      filter_mode: filter,
      select_all: or(boolean, true),
      wrap: optional(boolean),
    },
    { value: list(either(integer, string)) },
  ),
  select_slider: kind({ ...field, options: option }, { value: list(integer), stays: ["range"] }),
  /** Dates, times and durations are numbers of microseconds. */
  slider: kind(
    {
      ...field,
      min: number,
      max: number,
      step: or(number, 1),
      format: or(string, "%d"),
      data_type: or(oneOf("int", "float", "date", "datetime", "time", "timedelta"), "int"),
    },
    { value: list(number), stays: ["range"] },
  ),
  number_input: kind(
    {
      ...field,
      ...emptiable,
      min: optional(number),
      max: optional(number),
      step: number,
      format: optional(string),
      data_type: or(oneOf("int", "float"), "int"),
      placeholder: optional(string),
      icon: optional(icon),
    },
    { value: either(number, nothing) },
  ),
  text_input: kind(
    {
      ...field,
      ...emptiable,
      type: or(oneOf("default", "password", "email", "url", "phone", "search"), "default"),
      max_chars: optional(integer),
      autocomplete: optional(string),
      placeholder: optional(string),
      icon: optional(icon),
      validate: optional(string),
      validate_message: optional(string),
      live: optional(number),
    },
    { value: either(string, nothing) },
  ),
  text_area: kind(
    {
      ...field,
      ...emptiable,
      height: optional(width),
      max_chars: optional(integer),
      placeholder: optional(string),
    },
    { value: either(string, nothing) },
  ),
  date_input: kind(
    {
      ...field,
      ...emptiable,
      min: optional(string),
      max: optional(string),
      format: string,
      range: or(boolean, false),
    },
    { from: ["dates"], value: list(string) },
  ),
  time_input: kind(
    { ...field, ...emptiable, step: integer, format: oneOf("12h", "24h", "localized") },
    { from: ["dates"], value: either(string, nothing) },
  ),
  datetime_input: kind(
    {
      ...field,
      ...emptiable,
      min: optional(string),
      max: optional(string),
      step: integer,
      format: string,
    },
    { from: ["dates"], value: either(string, nothing) },
  ),
  color_picker: kind({ ...frame, width: or(width, "content") }, { from: ["inputs"], value: string }),
  feedback: kind(
    {
      options: oneOf("thumbs", "faces", "stars"),
      icons: list(icon),
      disabled: boolean,
      width,
    },
    { from: ["inputs"], value: place },
  ),
  pagination: kind(
    { num_pages: integer, max_visible_pages: integer, disabled: boolean, width },
    { from: ["inputs"], value: integer, stays: ["default"] },
  ),
  file_uploader: kind(
    { ...frame, ...taker, multiple: boolean, directory: boolean, width },
    { from: ["uploads"], value: list(file), sends: list(string), ...uploads },
  ),
  camera_input: kind(
    { ...frame, max_size: integer, resolution: optional(string), width },
    { from: ["uploads"], value: list(file), sends: list(string), ...uploads },
  ),
  audio_input: kind(
    { ...frame, max_size: integer, sample_rate: optional(integer), width },
    { from: ["uploads"], value: list(file), sends: list(string), ...uploads },
  ),
  chat_input: kind(
    {
      ...taker,
      placeholder: string,
      max_chars: optional(integer),
      accept_file: optional(either(oneOf(true), oneOf("multiple", "directory"))),
      accept_audio: boolean,
      sample_rate: optional(integer),
      draft: optional(object({ id: string, text: string })),
      disabled: boolean,
      width,
      height: width,
    },
    {
      from: ["uploads"],
      press: either(
        string,
        object({ text: string, files: list(string), audio: list(string) }),
      ),
      ...uploads,
    },
  ),
};

