// Figures, small tables and JSON.
import css from "css:data.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Json } from "./data/json";
import { Metric } from "./data/metric";
import { Table } from "./data/table";

addChunkStyle("data", css);

export const kinds = {
  json: Json,
  metric: Metric,
  table: Table,
} satisfies ChunkViews;
