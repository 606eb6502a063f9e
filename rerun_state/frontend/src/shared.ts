// The modules of this bundle that chunks are given by name, so that there is one Preact and one page.
// Whatever else a chunk imports becomes part of it.
import * as preact from "preact";
import * as hooks from "preact/hooks";
import * as jsx from "preact/jsx-runtime";
import * as button from "./components/inputs/button";
import * as form from "./components/inputs/form";
import * as group from "./components/inputs/group";
import * as opener from "./components/inputs/opener";
import * as blob from "./dom/blob";
import * as copy from "./dom/copy";
import * as diagrams from "./dom/diagrams";
import * as formulas from "./dom/formulas";
import * as gate from "./dom/gate";
import * as icons from "./dom/icons";
import * as link from "./dom/link";
import * as listbox from "./dom/listbox";
import * as marks from "./dom/marks";
import * as popup from "./dom/popup";
import * as seen from "./dom/seen";
import * as style from "./dom/style";
import * as text from "./dom/text";
import * as theme from "./dom/theme";
import * as tip from "./dom/tip";
import * as uid from "./dom/uid";
import * as date from "./format/date";
import * as number from "./format/number";
import * as field from "./components/inputs/field";
import * as source from "./model/source";
import * as view from "./view/view";
import * as life from "./model/life";
import { evaluate, loadChunk, loadCode, share } from "./model/chunks";
import * as context from "./model/context";

share({
  preact,
  "preact/hooks": hooks,
  "preact/jsx-runtime": jsx,
  "core:model/life": life,
  "core:model/chunks": { evaluate, loadChunk, loadCode },
  "core:components/inputs/button": button,
  "core:components/inputs/form": form,
  "core:components/inputs/group": group,
  "core:components/inputs/opener": opener,
  "core:dom/blob": blob,
  "core:dom/copy": copy,
  "core:dom/diagrams": diagrams,
  "core:dom/formulas": formulas,
  "core:dom/gate": gate,
  "core:dom/icons": icons,
  "core:dom/link": link,
  "core:dom/listbox": listbox,
  "core:dom/marks": marks,
  "core:dom/popup": popup,
  "core:dom/seen": seen,
  "core:dom/style": style,
  "core:dom/text": text,
  "core:dom/theme": theme,
  "core:dom/tip": tip,
  "core:dom/uid": uid,
  "core:components/inputs/field": field,
  "core:format/date": date,
  "core:format/number": number,
  "core:model/source": source,
  "core:view/view": view,
  "core:model/context": context,
});
