// Decks of pydeck, drawn by the bundle of the user's own package in a frame of their own: it is
// made for a page of its own, and takes some 4 MB.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ValueOf } from "../../../contract";
import { loadCode } from "../../model/chunks";
import { sandboxFor } from "../../dom/gate";
import type { ChunkProps } from "../../view/lazy";
import { Stage, type Spec } from "./stage";

/** Who draws the map below a deck; another one takes another deck. */
const PROVIDER = /"mapProvider": ?("\w*"|null)/;

export function DeckChart({ props, input, model }: ChunkProps<"pydeck_chart">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string>();
  const [code, setCode] = useState<Blob>();
  const mode = props.selection_mode;
  const height = typeof props.height === "number" ? props.height : 500;

  useEffect(() => {
    let gone = false;
    loadCode(model, "pydeck").then(
      (text) => gone || setCode(new Blob([text], { type: "text/javascript" })),
      (error: Error) => gone || setProblem(`The map cannot be drawn. ${error.message}`),
    );
    return () => {
      gone = true;
    };
  }, []);

  // Other layers are put into the deck that is there, so that it stays where its reader was.
  const provider = PROVIDER.exec(props.spec)?.[1];
  const drawn = useRef<HTMLIFrameElement | null>(null);
  const spec = useRef(props.spec);
  spec.current = props.spec;
  useEffect(() => {
    if (!code) return;
    const frame = document.createElement("iframe");
    frame.className = "rs-deck";
    frame.title = props.alt ?? "Map";
    frame.sandbox.value = sandboxFor();
    frame.srcdoc = PAGE;
    frame.onload = () => {
      drawn.current = frame;
      frame.contentWindow?.postMessage({ code, spec: spec.current, tooltip: props.tooltip }, "*");
    };
    box.current!.replaceChildren(frame);
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.contentWindow && data?.rsDeck) input?.commit(picked(input.value, data.rsDeck, mode));
    };
    if (mode) addEventListener("message", hear);
    return () => {
      drawn.current = null;
      removeEventListener("message", hear);
    };
  }, [code, mode, provider, JSON.stringify(props.tooltip)]);

  useEffect(() => drawn.current?.contentWindow?.postMessage({ spec: props.spec }, "*"), [props.spec]);

  return <Stage props={props} box={box} problem={problem} height={height} />;
}

/** Select or release an object of a layer. */
type Chosen = ValueOf<"pydeck_chart">;

function picked(value: Chosen, { layer, index, object }: Spec, mode?: string): Chosen {
  if (!layer) return { indices: {}, objects: {} };
  const had = value.indices[layer]?.includes(index) ?? false;
  if (mode === "single-object") {
    return had
      ? { indices: {}, objects: {} }
      : { indices: { [layer]: [index] }, objects: { [layer]: [object] } };
  }
  const indices: number[] = value.indices[layer] ?? [];
  const objects = value.objects[layer] ?? [];
  const at = indices.indexOf(index);
  return {
    indices: { ...value.indices, [layer]: had ? indices.toSpliced(at, 1) : [...indices, index] },
    objects: { ...value.objects, [layer]: had ? objects.toSpliced(at, 1) : [...objects, object] },
  };
}

/** Its tooltips are HTML of data: it has no part in the notebook, and is told what to draw. */
const PAGE = `<!doctype html><meta charset="utf-8">
<style>html,body,#deck{height:100%;margin:0;overflow:hidden}</style>
<div id="deck"></div>
<script>
  const tell = (info) => parent.postMessage({ rsDeck: info }, "*");
  let deck, spec;
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !data.spec) return;
    spec = JSON.parse(data.spec);
    if (deck) updateDeck(spec, deck);
    if (!data.code) return;
    const script = document.createElement("script");
    script.src = URL.createObjectURL(data.code);
    script.onload = () => (deck = createDeck({
      container: document.getElementById("deck"),
      jsonInput: spec,
      tooltip: data.tooltip,
      customLibraries: null,
      configuration: null,
      handleEvent: (event, data) => {
        if (event !== "deck-click-event") return;
        const at = data.layer?.id ?? data.layer;
        tell({ layer: at ?? null, index: data.index, object: data.object ?? null });
      },
    }));
    document.head.append(script);
  });
</script>`;
