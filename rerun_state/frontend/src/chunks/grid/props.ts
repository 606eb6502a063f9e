// What a grid is given: the table, and how its values and those of its reader come and go.
import type { PropsOf } from "../../../contract";
import type { Edits } from "./edits";
import type { Selection } from "./selection";

export type TableProps = Omit<PropsOf<"data_editor">, "editing" | "disabled"> & {
  editing: PropsOf<"dataframe" | "data_editor">["editing"];
  disabled?: boolean;
};

export interface GridProps {
  props: TableProps;
  /** The row of the page. */
  row: number;
  /** As of now: two cells may change before the second change is drawn. */
  edits: () => Edits;
  selection: () => Selection;
  onSelect?: (selection: Selection) => void;
  onEdit?: (edits: Edits) => void;
}
