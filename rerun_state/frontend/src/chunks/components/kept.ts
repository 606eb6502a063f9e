// Contents that are kept as long as there is room for them: the longest unused goes first.

export class Kept {
  #contents = new Map<string, Uint8Array<ArrayBuffer>>(); // in the order of their last use
  #size = 0;

  /** `room` is how many bytes all contents may have together. */
  constructor(readonly room: number) {}

  get(name: string): Uint8Array<ArrayBuffer> | undefined {
    const content = this.#contents.get(name);
    if (content) {
      this.#contents.delete(name);
      this.#contents.set(name, content);
    }
    return content;
  }

  /** Keep a content; one that is larger than the room is not kept. */
  keep(name: string, content: Uint8Array<ArrayBuffer>): void {
    this.#drop(name);
    if (content.byteLength > this.room) return;
    this.#contents.set(name, content);
    this.#size += content.byteLength;
    for (const oldest of this.#contents.keys()) {
      if (this.#size <= this.room) break;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    this.#size -= this.#contents.get(name)?.byteLength ?? 0;
    this.#contents.delete(name);
  }
}
