// The uploads of one element, from the choice of files until the kernel has them all.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Input } from "../../view/input";
import { isAccepted, upload, type Sent } from "./upload";

/** A file that is not part of the element's value yet, or will never be. */
interface Pending {
  key: number;
  name: string;
  size: number;
  share: number;
  problem?: string;
  cancel(): void;
}

interface Uploads {
  pending: Pending[];
  /** Send files one after the other; those that arrived are handed to `done` together. */
  add(files: Named[], done: (sent: Sent[]) => void, part?: string): void;
  /** No longer show a file, and stop sending it. */
  drop(key: number): void;
}

/** Which files may come. */
export interface Limits {
  type?: string[];
  max_size: number;
}

export interface Named {
  file: Blob;
  name: string;
}

let keys = 0;

export function useUploads(input: Input, props: Limits): Uploads {
  const [pending, setPending] = useState<Pending[]>([]);
  const running = useRef(new Set<AbortController>());
  const change = (key: number, part: Partial<Pending>) =>
    setPending((all) => all.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const remove = (key: number) => setPending((all) => all.filter((item) => item.key !== key));
  useEffect(() => () => running.current.forEach((control) => control.abort()), []);

  const start = ({ file, name }: Named, part?: string): [Pending, () => Promise<Sent | null>] => {
    const control = new AbortController();
    const problem = part ? undefined : complaint(file, name, props);
    const item: Pending = { key: ++keys, name, size: file.size, share: 0, cancel: () => control.abort() };
    if (problem) return [{ ...item, problem }, () => Promise.resolve(null)];
    const send = async () => {
      if (control.signal.aborted) return null;
      running.current.add(control);
      try {
        const sent = await upload(input, file, name, {
          part,
          signal: control.signal,
          onProgress: (share) => change(item.key, { share }),
        });
        remove(item.key);
        return sent;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (!control.signal.aborted) change(item.key, { problem: reason });
        return null;
      } finally {
        running.current.delete(control);
      }
    };
    return [item, send];
  };

  return {
    pending,
    async add(files, done, part) {
      const started = files.map((file) => start(file, part));
      setPending((all) => [...all, ...started.map(([item]) => item)]);
      const arrived: Sent[] = [];
      for (const [, send] of started) {
        const sent = await send();
        if (sent) arrived.push(sent);
      }
      if (arrived.length) done(arrived);
    },
    drop(key) {
      pending.find((item) => item.key === key)?.cancel();
      remove(key);
    },
  };
}

function complaint(file: Blob, name: string, { type, max_size }: Limits): string | undefined {
  if (!isAccepted(type, name, file.type)) return "Files of this type are not accepted";
  if (max_size && file.size > max_size * 1024 * 1024) return `Larger than ${max_size} MB`;
  return undefined;
}
