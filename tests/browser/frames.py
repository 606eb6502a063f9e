"""Front ends of components, small enough to read, for the tests to write into folders."""

from pathlib import Path

# What `streamlit-component-lib` does, in a few lines: `say` tells Streamlit, `onRender` is told.
LIBRARY = """
function say(type, more) {
  window.parent.postMessage({isStreamlitMessage: true, type: "streamlit:" + type, ...more}, "*");
}
function setValue(value, dataType = "json") { say("setComponentValue", {value, dataType}); }
window.addEventListener("message", ({data}) => {
  if (data.type === "streamlit:render") window.onRender(data);
});
"""
READY = 'say("componentReady", {apiVersion: 1}); say("setFrameHeight", {height: 60});'

COUNTER = f"""<!doctype html>
<button>0</button> <span id="label"></span>
<script>{LIBRARY}
let count = 0;
document.querySelector("button").onclick = event => {{
  event.target.textContent = ++count;
  setValue(count);
}};
window.onRender = ({{args, theme}}) => {{
  label.textContent = args.label + " " + theme.base;
}};
{READY}
</script>
"""

ECHO = f"""<!doctype html>
<script>{LIBRARY}
window.onRender = ({{args, dfs}}) => {{
  if (args.raw) setValue(args.raw, "bytes");
  else setValue(dfs[0].value, "dataframe");
}};
{READY}
</script>
"""

FILES = f"""<!doctype html>
<link rel="stylesheet" href="./static/style.css">
<p>text</p>
<img id="tag" src="static/dot.svg">
<script>{LIBRARY}</script>
<script src="static/main.js" defer></script>
<script type="module" src="./static/module.js"></script>
"""

FILES_BESIDE = {
    "static/style.css": "@import 'more.css'; p { background: url(dot.svg) }",
    "static/more.css": "p { color: rgb(1, 2, 3) }",
    "static/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"/>',
    "static/data.json": '{"x": 1}',
    "static/module.js": """
import { x } from "./x.js";
const late = await import("./late.js");
const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const answer = new Promise(resolve => worker.onmessage = ({ data }) => resolve(data));
worker.postMessage(20);
window.found.module([x, late.y, await answer, import.meta.url.split("/").pop()]);
""",
    "static/x.js": "export const x = 1;",
    "static/late.js": "import { x } from './x.js'; export const y = x + 1;",
    "static/worker.js": "import { x } from './x.js'; onmessage = e => postMessage(e.data + x);",
    "static/chunk.js": "window.found.chunk(document.currentScript.src);",
    "static/main.js": """
const found = window.found = {};
const promised = name => new Promise(resolve => found[name] = resolve);
const module = promised("module"), chunk = promised("chunk");
const base = document.currentScript.src.replace(/main.js$/, "");
const script = document.createElement("script");
script.src = base + "chunk.js";
document.head.append(script);
const missing = document.createElement("script");
const failed = new Promise(resolve => missing.onerror = () => resolve("missing"));
missing.src = base + "none.js";
document.head.append(missing);
const request = new Promise(resolve => {
  const asked = new XMLHttpRequest();
  asked.open("GET", "static/data.json");
  asked.responseType = "json";
  asked.onload = () => resolve(asked.response.x);
  asked.send();
});
const picture = new Image();
const drawn = new Promise(resolve => picture.onload = () => resolve(picture.naturalWidth));
picture.src = base + "dot.svg";
window.onRender = async () => {
  const status = async path => (await fetch(path)).status;
  const style = getComputedStyle(document.querySelector("p"));
  setValue({
    module: await module, chunk: await chunk, failed: await failed, request: await request,
    drawn: await drawn, tag: document.getElementById("tag").naturalWidth,
    fetched: await (await fetch("static/data.json")).json(),
    statuses: [await status("static/none.json"), await status("../secret.txt"),
               await status("/%2e%2e/secret.txt")],
    colour: style.color, ground: style.backgroundImage.slice(0, 9),
  });
};
say("componentReady", {apiVersion: 1});
""",
}

PRISON = f"""<!doctype html>
<a href="#">link</a> <form><button>send</button></form>
<script>{LIBRARY}
const tried = (name, attempt) => {{
  try {{ return [name, attempt()]; }} catch (error) {{ return [name, error.name]; }}
}};
document.cookie = "a=1";
localStorage.setItem("b", "2");
window.onRender = () => setValue(Object.fromEntries([
  tried("parent", () => window.parent.document.title),
  tried("top", () => window.top.document.title),
  tried("cookie", () => document.cookie),
  tried("storage", () => localStorage.getItem("b")),
  tried("history", () => (history.replaceState(null, "", "/x"), "kept")),
  tried("query", () => window.parent.location.search),
  tried("origin", () => window.origin),
]));
{READY}
</script>
"""

FLOOD = f"""<!doctype html>
<script>{LIBRARY}
window.onRender = () => {{ for (let i = 1; i <= 1000; i++) setValue(i); }};
{READY}
</script>
"""

SILENT = "<!doctype html><p>nothing</p>"
BROKEN = "<!doctype html><script>throw new Error('out of order')</script>"


def write(folder: Path, index: str, beside: dict[str, str] | None = None) -> Path:
    """Write a front end into a folder; return that."""
    for name, text in {"index.html": index, **(beside or {})}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder
