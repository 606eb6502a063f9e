// As much of a widget manager as an app needs: models that hear of messages, and one view of a page.
// `tell(comm, content, buffers)` is the test's: it answers with the messages that follow.
const models = new Map();
const manager = {
  get_model: async (id) => models.get(id) ?? Promise.reject(new Error(`no model ${id}`)),
  create_view: () => Promise.reject(new Error("no widgets of others here")),
};
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const base64 = (buffer) => {
  let text = "";
  for (const byte of new Uint8Array(buffer.buffer ?? buffer)) text += String.fromCharCode(byte);
  return btoa(text);
};

class Model {
  widget_manager = manager;
  #listeners = [];

  constructor(id, state) {
    this.id = id;
    this.attributes = state;
  }

  get(name) {
    return this.attributes[name];
  }

  set(name, value) {
    if (this.attributes[name] === value) return;
    this.attributes[name] = value;
    this.trigger(`change:${name}`);
    this.trigger("change");
  }

  on(name, callback) {
    this.#listeners.push([name, callback]);
  }

  off(name, callback) {
    this.#listeners = this.#listeners.filter(([n, c]) => n !== name || c !== callback);
  }

  trigger(name, ...args) {
    for (const [event, callback] of [...this.#listeners]) if (event === name) callback(...args);
  }

  send(content, _callbacks, buffers = []) {
    void tell(this.id, content, buffers.map(base64)).then(take);
  }
}

async function open(id, state) {
  const model = new Model(id, state);
  models.set(id, model);
  if (!state._esm) return;
  const url = URL.createObjectURL(new Blob([state._esm], { type: "text/javascript" }));
  const widget = (await import(url)).default();
  widget.initialize({ model });
  model.render = (el) => widget.render({ model, el });
}

async function take(messages) {
  for (const { type, comm, data, buffers } of messages) {
    const binary = buffers.map(bytes);
    if (type === "comm_open") {
      for (const [at, path] of (data.buffer_paths ?? []).entries()) {
        const last = path.pop();
        path.reduce((part, name) => part[name], data.state)[last] = binary[at];
      }
      await open(comm, data.state);
    } else if (type === "comm_close") {
      models.get(comm).trigger("destroy");
      models.delete(comm);
    } else if (data.method === "custom") models.get(comm).trigger("msg:custom", data.content, binary);
    else if (data.method === "update")
      for (const [name, value] of Object.entries(data.state)) models.get(comm).set(name, value);
  }
}

/** Draw the page of a model into a new element at the end of the document. */
async function show(id) {
  const el = document.body.appendChild(document.createElement("div"));
  const unmount = await models.get(id).render(el);
  return () => {
    unmount();
    el.remove();
  };
}

Object.assign(globalThis, { take, show, models });
