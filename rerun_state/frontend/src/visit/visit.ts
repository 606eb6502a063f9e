// A visitor's page: it draws the apps of one session, and keeps the connection to it.
import { pathHere } from "../dom/address";
import { bufferOf } from "../format/base64";
import { isDark } from "../dom/theme";
import { withBuffers } from "../view/buffers";
import type * as Library from "../index";
import { FULL, Link, STRANGER, TAKEN_OVER } from "./link";
import { Models, VisitModel } from "./model";
import { hush, note } from "./note";
import { leave, recall, remember } from "./tab";
import { Widgets } from "./widgets";

interface Served {
  /** Where the front end's code is, and its large parts. */
  library: string;
  chunks: Record<string, string>;
}

/** A visit that has begun with the request for the page. */
interface Begun {
  tab: string;
  lasts: boolean;
  /** What the app has said to the page by then, with bytes as text. */
  said: [message: State, buffers?: string[]][];
}

type State = Record<string, any>;
type Described = [id: string, state: State];

const RELOAD: [string, () => void] = ["Load it again", () => location.reload()];
const CLOSE: [string, () => void] = ["Close", hush];
const SLOW = 700;
const CUT = 1000;
const AGAIN = 5000;

const served: Served = JSON.parse(document.getElementById("rs-served")!.textContent!);
const place = document.getElementById("rs-visit")!;
const library: Promise<typeof Library> = import(new URL(served.library, location.href).href);
const widgets = new Widgets({ say, load: loadWidgets, code: fetchCode });
const models = new Models(widgets);
const { tab: recalled, left, moved } = recall();
const begun: Begun | null = JSON.parse(document.getElementById("rs-begun")?.textContent ?? "null");
let tab = begun?.tab ?? recalled;
/** How to take away what is drawn. */
let drawn: (() => void)[] = [];
/** Is what is drawn of a session that has ended? */
let outlived = true;
let hasBegun = false;
/** Has the reader been told why nothing is drawn yet? */
let delayed = false;

const link = new Link(socketUrl(), { hello, hear, cut, refused });
note("The app is starting…", SLOW);
if (begun) goOn(begun);
window.addEventListener("pagehide", leave);
library.catch(() => note("The app could not be loaded.", 0, RELOAD));

function socketUrl(): string {
  const url = new URL("socket", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.search = url.hash = "";
  return url.href;
}

/** What the page says of itself. */
function hello(): object {
  const again = left || hasBegun;
  return {
    tab,
    again,
    loaded: left && !hasBegun,
    moved: moved && !hasBegun && !begun,
    page: pathHere(),
    query: location.search,
    context: {
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      timezone_offset: new Date().getTimezoneOffset(),
      locale: navigator.language,
      url: location.href,
      is_embedded: window !== window.parent,
      theme: isDark(place) ? "dark" : "light",
    },
  };
}

/** Draw what has come with the page, before there is a connection. */
function goOn({ lasts, said }: Begun): void {
  remember(tab, lasts);
  if (said.length) hush();
  for (const [message, texts = []] of said) hear(message, texts.map(bufferOf));
}

function hear(message: State, buffers: DataView[]): void {
  if (message.control) steer(message.control);
  else if (message.shown) void library.then((lib) => show(lib, message, buffers));
  else void library.then(() => take(message, buffers));
}

/** What the server says of the session itself. */
function steer(control: State): void {
  if (control.tab !== undefined) begin(control);
  else if (control.note) note(control.note, 0, CLOSE);
  else if (control.status !== undefined) takeStatus(control.status);
  else if (control.ended) link.greet();
  else if (control.problem) {
    if (control.problem === "away") note("The app is away just now. Trying to reach it again…");
    else note("This app cannot be shown. Its author finds in the server's log why.");
    setTimeout(() => link.greet(), AGAIN);
  }
}

/** A long run begins or is over; where nothing is drawn yet, the page itself has to say so. */
function takeStatus(status: string): void {
  models.kernel.become(status);
  if (drawn.length) return;
  if (status === "busy") note("The app is busy just now. It is shown as soon as it can be.");
  delayed ||= status === "busy";
}

/** A session begins, or goes on; `kept` tells, where states are kept, if it has one from before. */
function begin({ tab: name, anew, kept }: State): void {
  remember((tab = name), kept !== undefined);
  hush();
  models.kernel.become("idle");
  link.begin(anew);
  outlived ||= anew;
  if (anew && hasBegun && kept) note("The app has started anew and goes on where it was.", 0, CLOSE);
  else if (anew && hasBegun) note("The app has started anew; what you had entered is gone.", 0, CLOSE);
  hasBegun = true;
}

function cut(): void {
  models.kernel.become("unknown");
  note("The connection to the app is cut. Trying to reach it again…", CUT);
  setTimeout(() => !link.isOpen && models.kernel.become("disconnected"), CUT);
}

function refused(code: number): void {
  models.kernel.become("disconnected");
  if (code === TAKEN_OVER) note("The app goes on in another window.", 0, RELOAD);
  else if (code === FULL) note("As many visitors are here as there may be. Try again later.", 0, RELOAD);
  else if (code === STRANGER) renew();
}

/** The server has started again and does not know this browser: load the page again, once. */
function renew(): void {
  const { type } = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming;
  if (hasBegun || type !== "reload") location.reload();
  else note("This browser keeps no cookies, by which the app would know it. Allow them here.", 0, RELOAD);
}

/** Draw all there is: of a session that is new to this page, or of one that goes on. */
function show(lib: typeof Library, whole: State, buffers: DataView[]): void {
  if (delayed) hush();
  delayed = false;
  if (outlived) {
    for (const unmount of drawn.splice(0)) unmount();
    models.clear();
    widgets.clear();
    outlived = false;
  } else widgets.again();
  learn(whole.fresh, buffers);
  const pages = withBuffers(whole.pages, buffers) as Described[];
  for (const [id, state] of pages) {
    const model = models.find(id);
    if (model) model.trigger("msg:custom", { event: "snapshot", v: state.version, rows: state.rows });
    else models.add(new VisitModel(id, state, models, say));
    globalThis.dispatchEvent(new Event("rs:model"));
  }
  if (!drawn.length) drawn = whole.shown.map((id: string) => draw(lib, models.find(id)!));
  else for (const [id] of pages) models.find(id)!.trigger("msg:custom", { event: "who" });
}

function draw(lib: typeof Library, model: VisitModel): () => void {
  const el = place.appendChild(document.createElement("div"));
  const unmount = lib.renderPage({ model, el, queue: model.queue });
  return () => {
    unmount();
    el.remove();
  };
}

/** Take one message for one model. */
function take({ to, content, fresh, gone }: State, buffers: DataView[]): void {
  learn(fresh ?? [], buffers);
  if (!widgets.hear(to, content, buffers)) models.find(to)?.trigger("msg:custom", content, buffers);
  for (const id of gone ?? []) models.remove(id);
}

/** Take in what is said of inputs. */
function learn(inputs: Described[], buffers: DataView[]): void {
  for (const [id, state] of withBuffers(inputs, buffers) as Described[]) {
    const model = models.find(id);
    if (model) for (const name of Object.keys(state)) model.set(name, state[name]);
    else models.add(new VisitModel(id, state, models, say));
  }
}

function say(id: string, content: any, buffers?: unknown[]): void {
  if (content.event === "chunk") void fetchChunk(id, content.name);
  else link.send({ to: id, content }, buffers);
}

/** The front end of ipywidgets is one of the large parts; some page of ours asks for it. */
async function loadWidgets(): Promise<any> {
  return (await library).loadChunk(models.first!, "widgets");
}

/** The code of a large part, which comes from the server, and a second time from the browser. */
function fetchCode(name: string): Promise<string> | undefined {
  const url = served.chunks[name];
  return url === undefined ? undefined : fetchText(url);
}

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

async function fetchChunk(id: string, name: string): Promise<void> {
  const told = (said: object) => models.find(id)?.trigger("msg:custom", { event: "chunk", name, ...said });
  const code = fetchCode(name);
  if (!code) return told({ error: `There is no library ${name}.` });
  try {
    told({ code: await code });
  } catch (error) {
    console.warn("[rerun_state] a library could not be loaded, and is asked for again", name, error);
  }
}
