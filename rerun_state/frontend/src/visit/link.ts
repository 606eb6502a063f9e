// The connection to the server. It is made again whenever it is cut; what the reader did in the
// meantime is sent if the session is still the same.
import { decode, encode } from "./frames";

/** Why the server has ended a connection. */
export const STRANGER = 4401;
export const TAKEN_OVER = 4409;
export const FULL = 4429;

const FIRST = 250;
const LONGEST = 8000;
/** Messages that wait for the connection; who does more than that does it in vain. */
const MOST = 200;

interface Ends {
  /** What to say first. */
  hello(): object;
  hear(message: Record<string, any>, buffers: DataView[]): void;
  /** The connection is cut, and is being made again. */
  cut(): void;
  /** The server does not want it. */
  refused(code: number): void;
}

export class Link {
  #socket: WebSocket | undefined;
  #waiting: [object, unknown[] | undefined][] = [];
  #open = false;
  #wait = FIRST;
  #timer = 0;

  constructor(
    private readonly url: string,
    private readonly ends: Ends,
  ) {
    window.addEventListener("online", () => this.#connect());
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#connect());
    this.#connect();
  }

  /** Is the session known, and can it be spoken to? */
  get isOpen(): boolean {
    return this.#open;
  }

  send(message: object, buffers?: unknown[]): void {
    if (this.#open) this.#socket!.send(encode(message, buffers));
    else if (this.#waiting.length < MOST) this.#waiting.push([message, buffers]);
  }

  /** Introduce the page; nothing else is sent before the session is known. */
  greet(): void {
    this.#open = false;
    this.#socket!.send(encode({ hello: this.ends.hello() }));
  }

  /** The session is known. What waits is meant for it, unless it is a new one. */
  begin(anew: boolean): void {
    this.#open = true;
    const waiting = this.#waiting.splice(0);
    if (!anew) for (const [message, buffers] of waiting) this.send(message, buffers);
  }

  #connect(): void {
    clearTimeout(this.#timer);
    if (this.#socket && this.#socket.readyState <= WebSocket.OPEN) return;
    const socket = (this.#socket = new WebSocket(this.url));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#wait = FIRST;
      this.greet();
    };
    socket.onmessage = ({ data }) => this.ends.hear(...decode(data));
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      this.#open = false;
      if (code === STRANGER || code === TAKEN_OVER || code === FULL) return this.ends.refused(code);
      this.ends.cut();
      this.#timer = window.setTimeout(() => this.#connect(), this.#wait * (1 + Math.random() / 2));
      this.#wait = Math.min(2 * this.#wait, LONGEST);
    };
  }
}
