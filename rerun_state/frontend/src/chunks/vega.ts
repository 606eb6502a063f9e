// The library behind the charts of Vega-Lite.
import embed from "vega-embed";
import { loader } from "vega";

export { embed, loader };
