// The library behind `graphviz_chart`: Graphviz itself, compiled to WebAssembly.
export { Graphviz } from "@hpcc-js/wasm-graphviz";
