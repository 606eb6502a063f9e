// Each model carries this text. It keeps messages that come before the library is here, and loads
// the library, once per browser page, from the model that holds its code. A front end that came after
// that model was opened does not have it: then the kernel is asked, over the comm of this one.
const loaded = (globalThis.__rerun_state__ ??= {});

const load = (hash, code) =>
  (loaded[hash] ??= import(
    URL.createObjectURL(new Blob([code], { type: "text/javascript" }))
  ).catch((error) => {
    delete loaded[hash];
    throw error;
  }));

const ask = (queue, el) =>
  new Promise((resolve) => {
    let timer;
    queue.asking.push((code) => {
      clearTimeout(timer);
      el.textContent = "";
      resolve(code);
    });
    const send = (wait) => {
      try {
        queue.model.send({ event: "library" });
      } catch {}
      // The kernel may be busy, or gone.
      timer = setTimeout(() => {
        el.textContent = "This app waits for its kernel. If there is none, run its cell.";
        send(2 * wait);
      }, wait);
    };
    send(2000);
  });

export default () => {
  const queue = { items: [], sink: null, asking: [] };
  return {
    initialize({ model }) {
      queue.model = model;
      // Pages that show this one as a part of theirs need what its views do.
      model.on("rs:queue", (take) => take(queue));
      globalThis.dispatchEvent(new Event("rs:model"));
      model.on("msg:custom", (...message) => {
        const [{ event, code }] = message;
        if (event === "library") queue.asking.splice(0).forEach((take) => take(code));
        else if (queue.sink) queue.sink(...message);
        // Nobody looks: forget, the page asks for a snapshot when it is shown.
        else if (queue.items.push(message) > 99) queue.items = [];
      });
    },
    async render({ model, el }) {
      const hash = model.get("hash");
      const code =
        !loaded[hash] &&
        (await model.widget_manager.get_model(model.get("library")).then(
          (library) => library.get("code") || ask(queue, el),
          () => ask(queue, el),
        ));
      const lib = await load(hash, code);
      return lib[model.get("kind") ? "renderInput" : "renderPage"]({ model, el, queue });
    },
  };
};
