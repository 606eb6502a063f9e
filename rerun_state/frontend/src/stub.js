// Each model carries this text. It keeps messages that come before the library is here, and loads
// the library, once per browser page, from the model that holds its code.
export default () => {
  const queue = { items: [], sink: null };
  return {
    initialize({ model }) {
      queue.model = model;
      model.on("msg:custom", (...message) => {
        if (queue.sink) queue.sink(...message);
        // Nobody looks: forget, the page asks for a snapshot when it is shown.
        else if (queue.items.push(message) > 99) queue.items = [];
      });
    },
    async render({ model, el }) {
      const source = await model.widget_manager.get_model(model.get("library"));
      const hash = source.get("hash");
      const loaded = (globalThis.__rerun_state__ ??= {});
      const lib = await (loaded[hash] ??= import(
        URL.createObjectURL(new Blob([source.get("code")], { type: "text/javascript" }))
      ));
      return lib[model.get("kind") ? "renderInput" : "renderPage"]({ model, el, queue });
    },
  };
};
