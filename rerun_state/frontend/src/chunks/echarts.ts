// The library behind `echarts_chart`.
export * from "echarts";
