// Components of others: in frames of their own (v1), and mounted in the page (v2).
import css from "css:components.css";
import { addChunkStyle } from "../dom/style";
import { ComponentFrame } from "./components/frame";
import { ComponentMount } from "./components/mount";

addChunkStyle("components", css);

export const kinds = {
  component_instance: ComponentFrame,
  bidi_component: ComponentMount,
};
