// The files of a component's folder, asked for one by one from the kernel and kept by their content:
// no page asks twice, whichever component, app or kernel has the file.
import type { Answer, Question } from "../../../contract";
import type { Model } from "../../types";
import { lifeOf } from "../../model/life";
import { fromBase64 } from "../../format/base64";
import { gunzip } from "./data";
import { Kept } from "./kept";

/** What the names of a folder's files are known by. */
export type Listing = Record<string, string>;

type Content = Uint8Array<ArrayBuffer>;
type Told = Extract<Answer, { event: "file" }>;

/** Bytes that one browser page keeps: what has to make room is asked for again. */
const ROOM = 64_000_000;
const contents = new Kept(ROOM);
/** What each page waits for: one that has lost its kernel keeps no other waiting. */
const waiting = new WeakMap<Model, Map<string, Promise<Content>>>();

/** What a folder has at the moment. */
export async function listFiles(model: Model, folder: string): Promise<Listing> {
  return (await ask(model, folder)).files ?? {};
}

/** The content of a file, known by `digest`. */
export function readFile(
  model: Model,
  folder: string,
  name: string,
  digest: string,
): Promise<Content> {
  const content = contents.get(digest);
  if (content) return Promise.resolve(content);
  let asked = waiting.get(model);
  if (!asked) waiting.set(model, (asked = new Map()));
  let coming = asked.get(digest);
  if (!coming) {
    coming = ask(model, folder, name).then(({ data = "" }) => gunzip(fromBase64(data)));
    asked.set(digest, coming);
    void coming
      .then((got) => contents.keep(digest, got))
      .catch(() => undefined)
      .then(() => asked.delete(digest));
  }
  return coming;
}

/** Ask over the comm of the page; fails when that has lost its kernel. */
function ask(model: Model, folder: string, name?: string): Promise<Told> {
  const life = lifeOf(model);
  const question: Question = { event: "file", folder, ...(name !== undefined && { name }) };
  return new Promise((resolve, reject) => {
    const hear = (content: Answer) => {
      if (content.event !== "file" || content.folder !== folder) return;
      if (content.name !== name) return;
      stop();
      if (content.error) reject(new Error(content.error));
      else resolve(content);
    };
    const giveUp = () => {
      if (!life.lost) return;
      stop();
      reject(new Error("There is no kernel to give the component's files. Run the cell."));
    };
    const unsubscribe = life.subscribe(giveUp);
    // Around a cut of the connection the question, or its answer, may be lost.
    const leave = life.onReturn(() => life.lost || model.send(question));
    const stop = () => {
      unsubscribe();
      leave();
      model.off("msg:custom", hear);
    };
    model.on("msg:custom", hear);
    if (life.lost) return giveUp();
    model.send(question);
  });
}
