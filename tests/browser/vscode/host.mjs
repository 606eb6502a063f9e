// Shows widgets as VS Code does: by its own build of ipywidgets' html-manager, with anywidget from
// the files that its wheel installs. Around it just enough of a notebook: one kernel, some cells.
import { KernelManager, ServerConnection } from "@jupyterlab/services";
import { activate } from "@vscode/jupyter-ipywidgets8/dist/ipywidgets.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const loader = {
  widgetsRegisteredInRequireJs: new Set(),
  loadWidgetScript: async (name) => {
    requirejs.config({ paths: { [name]: `/static/${name}/index` } });
    loader.widgetsRegisteredInRequireJs.add(name);
  },
  errorHandler: (...problem) => console.error(...problem),
  successHandler: () => undefined,
};

async function start() {
  const serverSettings = ServerConnection.makeSettings({ baseUrl: `${location.origin}/` });
  const kernels = new KernelManager({ serverSettings });
  // A window that is loaded again joins the kernel of the one before.
  const id = location.hash.slice(1);
  const kernel = id
    ? kernels.connectTo({ model: { id, name: "python3" } })
    : await kernels.startNew({ name: "python3" });
  location.hash = kernel.id;
  window.undef = requirejs.undef;
  activate();
  window.vscIPyWidgets8.load();
  const { WidgetManager } = window.vscIPyWidgets;
  return [kernel, new WidgetManager(kernel, document.body, loader, () => undefined)];
}

/** Execute a cell and show its widgets; raise what fails in it. */
async function execute(kernel, manager, code) {
  const around = document.createElement("div");
  const node = document.createElement("div");
  around.className = node.className = "cell-output-ipywidget-background";
  around.append(node);
  document.body.append(around);
  const future = kernel.requestExecute({ code });
  future.onIOPub = async (message) => {
    const id = message.content.data?.[VIEW]?.model_id;
    if (!id) return;
    const view = await manager.create_view(await manager.get_model(id), { el: node });
    await manager.display_view(message, view, { node });
  };
  const { content } = await future.done;
  if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
}

const started = start();

window.runAll = async (cells) => {
  const [kernel, manager] = await started;
  for (const code of cells) await execute(kernel, manager, code);
};
window.shutDown = async () => (await started)[0].shutdown();
