// Which component draws which kind. The contract says which kinds there are: one without a component
// is an error of the compiler.
import type { EmbeddedKind, KindName } from "../contract";
import * as button from "./components/inputs/button";
import * as choice from "./components/inputs/choice";
import * as entry from "./components/inputs/entry";
import * as guest from "./components/page/guest";
import * as group from "./components/inputs/group";
import * as layout from "./components/layout/layout";
import * as multiselect from "./components/inputs/multiselect";
import * as number from "./components/inputs/number";
import * as panels from "./components/layout/panels";
import * as slider from "./components/inputs/slider";
import * as status from "./components/status/status";
import * as text from "./components/text/text";
import * as textarea from "./components/inputs/textarea";
import * as toast from "./components/page/events";
import * as lazy from "./view/lazy";
import type { View } from "./view/view";

export const kinds: { [K in Exclude<KindName, EmbeddedKind>]: View<K> } = {
  ...text.kinds,
  ...button.kinds,
  ...choice.kinds,
  ...multiselect.kinds,
  ...group.kinds,
  ...number.kinds,
  ...slider.kinds,
  ...entry.kinds,
  ...layout.kinds,
  ...panels.kinds,
  ...status.kinds,
  ...guest.kinds,
  ...toast.kinds,
  ...textarea.kinds,
  ...lazy.kinds,
};
