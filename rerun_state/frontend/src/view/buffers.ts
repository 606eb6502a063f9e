// Bytes that travel beside a message, or in it as text.
import { bufferOf } from "../format/base64";
import type { WholeModel } from "../types";

/** Put the message's buffers where the data refers to them, and bytes where base64 stands. */
export function withBuffers(data: unknown, buffers: readonly unknown[] = []): unknown {
  if (Array.isArray(data)) return data.map((item) => withBuffers(item, buffers));
  if (data === null || typeof data !== "object" || ArrayBuffer.isView(data)) return data;
  const { $buffer: index, $base64: text } = data as { $buffer?: number; $base64?: string };
  if (typeof index === "number") return buffers[index];
  if (typeof text === "string") return bufferOf(text);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, withBuffers(value, buffers)]),
  );
}

/** Let notebooks save the bytes in a model's state, of which ipywidgets' own models make JSON. */
export function savingBytes(model: WholeModel): WholeModel {
  model.serialize = (state) => structuredClone(state);
  return model;
}
