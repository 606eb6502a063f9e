// Models by their ids. A browser may have missed that one was opened: the front end's server drops
// messages, and connections break. Then the model itself is asked what it is, over its own comm.
import type { Status, WholeModel, WidgetManager } from "../types";

/** Milliseconds that an opening may be late. */
const PATIENCE = 300;

/** What is asked for now: a front end has one comm to a model, whoever wants it. */
const asked = new WeakMap<WidgetManager, Map<string, Promise<WholeModel>>>();

/** The model with that id; rejected where neither the front end nor the kernel knows it. */
export async function modelOf(manager: WidgetManager, id: string): Promise<WholeModel> {
  try {
    return await manager.get_model(id);
  } catch (error) {
    if (!manager._create_comm || !manager.handle_comm_open) throw error;
    const others = asked.get(manager) ?? new Map<string, Promise<WholeModel>>();
    asked.set(manager, others);
    let answer = others.get(id);
    if (!answer) {
      answer = again(manager, id, error).finally(() => others.delete(id));
      others.set(id, answer);
    }
    return answer;
  }
}

async function again(manager: WidgetManager, id: string, error: unknown): Promise<WholeModel> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    return await manager.get_model(id);
  } catch {
    return ask(manager, id, error);
  }
}

async function ask(manager: WidgetManager, id: string, error: unknown): Promise<WholeModel> {
  const comm = await manager._create_comm!("jupyter.widget", id);
  return new Promise((resolve, reject) => {
    comm.on_msg((message) => {
      if (message.content.data["method"] !== "update") return;
      // From here on the front end listens to the comm.
      const opening = { ...message, metadata: { version: "2.1.0" } };
      resolve(manager.handle_comm_open!(comm, opening));
    });
    const status = ({ content }: Status): void => {
      if (content.execution_state === "idle") reject(error); // the kernel does not know it either
    };
    comm.send({ method: "request_state" }, { iopub: { status } });
  });
}
