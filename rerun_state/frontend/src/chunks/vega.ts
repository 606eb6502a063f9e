// The library behind the charts of Vega-Lite.
import embed from "vega-embed";
import { expressionFunction, loader } from "vega";

export { embed, expressionFunction, loader };
