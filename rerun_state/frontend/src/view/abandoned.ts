// anywidget gives a model up whose code was not there within two seconds, as in a browser that has much
// to do: each message for it then fails. Such a model is taken back here, for it is drawn all the same.
import type { Model } from "../types";

interface Whole {
  _handle_comm_msg(message: object): Promise<unknown>;
  comm?: { on_msg(take: (message: object) => unknown): void };
}

const NOTHING = { content: { data: { method: "none" } } };

/** Let a model hear its kernel; `onMissed` is called if it did not so far. */
export async function hearKernel(model: Model, onMissed: () => void): Promise<void> {
  const whole = wholeOf(model);
  const given = whole?._handle_comm_msg;
  if (!whole || !given) return;
  try {
    await given.call(whole, NOTHING);
  } catch {
    const basic = inherited(whole, given);
    whole.comm?.on_msg((message) => basic.call(whole, message));
    onMissed();
  }
}

/** The model of which anywidget hands us a part: listeners are told who has changed. */
function wholeOf(model: Model): Whole | undefined {
  let whole: Whole | undefined;
  const hear = (changed?: Whole) => (whole = changed);
  const version = model.get("version");
  model.on("change:version", hear);
  model.set("version", NaN);
  model.off("change:version", hear);
  model.set("version", version);
  return whole;
}

/** The method that `given` stands in front of. */
function inherited(whole: Whole, given: Whole["_handle_comm_msg"]): Whole["_handle_comm_msg"] {
  let at = whole;
  while (at._handle_comm_msg === given) at = Object.getPrototypeOf(at);
  return at._handle_comm_msg;
}
