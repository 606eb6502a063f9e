// Documents in the browser's own viewer.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChunkProps } from "../../view/lazy";
import { useAddress } from "./media";

/** Is that an address of the page's own origin? */
function isOwn(address: string): boolean {
  const { origin, protocol } = new URL(address, document.baseURI);
  return protocol === "blob:" || origin === location.origin;
}

/**
 * Where the document is shown from; null if it cannot be had, undefined while it is on its way.
 *
 * An <object> shows whatever type is answered, and a page of the notebook's own origin would have
 * its rights: what comes from there is fetched, and is a PDF or nothing.
 */
function useDocument(address: string | undefined, ours: boolean) {
  const fetched = address !== undefined && !ours && isOwn(address);
  const [made, setMade] = useState<string | null>();
  useEffect(() => {
    if (!fetched) return;
    const leaving = new AbortController();
    let url: string | undefined;
    read(address, leaving.signal).then(
      (document) => setMade((url = URL.createObjectURL(document))),
      () => setMade(leaving.signal.aborted ? undefined : null),
    );
    return () => {
      leaving.abort();
      if (url) URL.revokeObjectURL(url);
      setMade(undefined);
    };
  }, [address, fetched]);
  return fetched ? made : address;
}

async function read(address: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const bytes = await answer.arrayBuffer();
  signal.throwIfAborted();
  return new Blob([bytes], { type: "application/pdf" });
}

export function Pdf({ props }: ChunkProps<"pdf">): JSX.Element {
  const address = useAddress({ ...props, mime: "application/pdf" });
  const document = useDocument(address, Boolean(props.data));
  const height = props.height === "stretch" ? "100%" : `${props.height}px`;
  const link = (
    <a href={address} download="document.pdf">
      Download the document
    </a>
  );
  if (document === null) return <div>{link}</div>;
  return (
    <object
      key={document} // a browser may not load another one into the same object
      class="rs-pdf"
      data={document}
      type="application/pdf"
      style={{ height }}
      aria-label={props.alt ?? "PDF document"}
    >
      {link}
    </object>
  );
}
