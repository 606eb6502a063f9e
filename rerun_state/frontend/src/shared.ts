// The modules of this bundle that chunks are given by name, so that there is one Preact and one page.
// Whatever else a chunk imports becomes part of it.
import * as preact from "preact";
import * as hooks from "preact/hooks";
import * as jsx from "preact/jsx-runtime";
import * as button from "./components/button";
import * as dates from "./components/dates";
import * as group from "./components/group";
import * as blob from "./dom/blob";
import * as copy from "./dom/copy";
import * as icons from "./dom/icons";
import * as listbox from "./dom/listbox";
import * as popup from "./dom/popup";
import * as style from "./dom/style";
import * as text from "./dom/text";
import * as theme from "./dom/theme";
import * as tip from "./dom/tip";
import * as uid from "./dom/uid";
import * as date from "./format/date";
import * as number from "./format/number";
import * as field from "./field";
import * as source from "./source";
import * as view from "./view";
import { loadChunk, loadCode, share } from "./chunks";
import * as context from "./context";

share({
  preact,
  "preact/hooks": hooks,
  "preact/jsx-runtime": jsx,
  "core:chunks": { loadChunk, loadCode },
  "core:components/button": button,
  "core:components/dates": dates,
  "core:components/group": group,
  "core:dom/blob": blob,
  "core:dom/copy": copy,
  "core:dom/icons": icons,
  "core:dom/listbox": listbox,
  "core:dom/popup": popup,
  "core:dom/style": style,
  "core:dom/text": text,
  "core:dom/theme": theme,
  "core:dom/tip": tip,
  "core:dom/uid": uid,
  "core:field": field,
  "core:format/date": date,
  "core:format/number": number,
  "core:source": source,
  "core:view": view,
  "core:context": context,
});
