import { expect, test } from "vitest";
import { modelOf } from "../src/model/models";
import type { WholeModel, WidgetManager } from "../src/types";

const STATE = { _model_name: "AnyModel", kind: "slider", value: 3 };

/** A front end that has missed how a model was opened, and a kernel that has it or has not. */
function frontEnd(hasModel: boolean) {
  const sent: unknown[] = [];
  const models: Record<string, unknown> = {};
  const manager: WidgetManager = {
    get_model: async (id) => {
      if (!models[id]) throw new Error("widget model not found");
      return models[id] as WholeModel;
    },
    create_view: () => Promise.reject(new Error("no views here")),
    _create_comm: async (target, id) => {
      let hear: (message: any) => void = () => {};
      return {
        on_msg: (listener) => void (hear = listener),
        send: (data, { iopub }) => {
          sent.push([target, id, data]);
          if (hasModel) hear({ content: { data: { method: "update", state: STATE } }, buffers: [] });
          iopub.status({ content: { execution_state: "idle" } });
        },
      };
    },
    handle_comm_open: async (_comm, { content, metadata }) => {
      expect(metadata.version).toMatch(/^2\./);
      return (models["a"] = content.data["state"]) as WholeModel;
    },
  };
  return { manager, models, sent };
}

test("a model whose opening was missed says itself what it is", async () => {
  const { manager, sent } = frontEnd(true);
  expect([await modelOf(manager, "a"), await modelOf(manager, "a")]).toEqual([STATE, STATE]);
  expect(sent).toEqual([["jupyter.widget", "a", { method: "request_state" }]]);
});

test("two who miss a model share what it answers", async () => {
  const { manager, sent } = frontEnd(true);
  const both = Promise.all([modelOf(manager, "a"), modelOf(manager, "a")]);
  expect([await both, sent.length]).toEqual([[STATE, STATE], 1]);
});

test("a model that is opened a little late is not asked for", async () => {
  const { manager, models, sent } = frontEnd(true);
  const found = modelOf(manager, "a");
  models["a"] = STATE;
  expect([await found, sent]).toEqual([STATE, []]);
});

test("of a model that the kernel does not know the front end's error is told", async () => {
  const { manager } = frontEnd(false);
  await expect(modelOf(manager, "a")).rejects.toThrow("widget model not found");
});

test("a front end without comms says so at once", async () => {
  const { manager } = frontEnd(true);
  delete manager._create_comm;
  await expect(modelOf(manager, "a")).rejects.toThrow("widget model not found");
});
