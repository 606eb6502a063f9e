// The library behind the charts of Vega-Lite.
import embed from "vega-embed";

export { embed };
