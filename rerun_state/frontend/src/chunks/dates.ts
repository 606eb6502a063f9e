// Dates and times: fields of segments, and a calendar.
import css from "css:dates.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { DateInput } from "./dates/day";
import { DateTimeInput, TimeInput } from "./dates/moment";

addChunkStyle("dates", css);

export const kinds = {
  date_input: DateInput,
  datetime_input: DateTimeInput,
  time_input: TimeInput,
} satisfies ChunkViews;
