// Figures and small tables.
import css from "css:data.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Metric } from "./data/metric";
import { Table } from "./data/table";

addChunkStyle("data", css);

export const kinds = {
  metric: Metric,
  table: Table,
} satisfies ChunkViews;
