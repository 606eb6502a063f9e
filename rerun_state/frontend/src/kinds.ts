// Which component draws which kind. A new family is one file in components/ and one line here.
import * as button from "./components/button";
import * as chat from "./components/chat";
import * as choice from "./components/choice";
import * as dates from "./components/dates";
import * as entry from "./components/entry";
import * as grid from "./components/grid";
import * as group from "./components/group";
import * as layout from "./components/layout";
import * as multiselect from "./components/multiselect";
import * as number from "./components/number";
import * as output from "./components/output";
import * as panels from "./components/panels";
import * as slider from "./components/slider";
import * as status from "./components/status";
import * as text from "./components/text";
import * as textarea from "./components/textarea";
import * as toast from "./components/toast";
import * as lazy from "./lazy";
import type { ElementView } from "./view";

export const kinds: Record<string, ElementView | undefined> = {
  ...text.kinds,
  ...button.kinds,
  ...choice.kinds,
  ...multiselect.kinds,
  ...group.kinds,
  ...number.kinds,
  ...slider.kinds,
  ...entry.kinds,
  ...dates.kinds,
  ...layout.kinds,
  ...panels.kinds,
  ...status.kinds,
  ...grid.kinds,
  ...toast.kinds,
  ...chat.kinds,
  ...textarea.kinds,
  ...output.kinds,
  ...lazy.kinds,
};
