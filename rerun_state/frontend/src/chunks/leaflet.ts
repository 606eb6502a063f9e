// The library behind `map`.
import * as leaflet from "leaflet";
import css from "css:../../node_modules/leaflet/dist/leaflet.css";
import { addChunkStyle } from "../dom/style";

addChunkStyle("leaflet", css);

export { leaflet };
