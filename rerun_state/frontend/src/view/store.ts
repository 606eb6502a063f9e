// The rows of one page, shared by all its views. Each row is a source of its own, so that a patch
// redraws the rows it touches and no others.
//
// The plain rows ARE the model's `rows` trait and are changed in place: saved widget state is
// right without a copy of the tree per patch.
import { withBuffers } from "./buffers";
import { withDefaults } from "./defaults";
import { Source } from "../model/source";
import { spliced } from "./splices";
import type { InputChange, Op, Wire, Row } from "../types";

export class RowNode extends Source {
  children: RowNode[];
  stale = false;

  constructor(readonly row: Row) {
    super();
    this.children = (row.c ?? []).map((child) => new RowNode(child));
  }

  get key(): number {
    return this.row.k;
  }

  get props(): Wire {
    return withDefaults(this.row.t, this.row.p);
  }
}

/** Stands for the shots of rows that were there before this page. */
const OVER = Symbol("over");

/** Changes as a source of its own when the whole tree is replaced. */
export class Store extends Source {
  root = new RowNode({ k: 0, t: "app", p: {}, c: [] });
  version = 0;
  /** What has happened: for each row the number of the last shot that was fired. */
  readonly #fired = new Map<number, unknown>();
  #nodes = new Map<number, RowNode>([[0, this.root]]);
  /** How many rows show each input model. */
  #shown = new Map<string, number>();

  /** `onInput` is told of changes to input models, `onForget` of models no row shows any more. */
  constructor(
    private readonly onInput: (id: string, change: InputChange) => void = () => {},
    private readonly onForget: (id: string) => void = () => {},
  ) {
    super();
  }

  /** Take a whole tree; rows with known keys and kinds keep their place in the DOM. The shots of those
      that are new have been fired elsewhere, unless they are `unseen`. */
  load(row: Row, version: number, unseen = false): void {
    const previous = this.root;
    this.root = new RowNode(row);
    this.#learn(this.root);
    this.#forget(previous);
    for (const key of unseen ? [] : this.#nodes.keys()) {
      if (!this.#fired.has(key)) this.#fired.set(key, OVER);
    }
    this.version = version;
    this.changed();
  }

  /** Is that shot of a row one to fire now? Not if it was fired, or was over when we came. */
  fires(key: number, shot: unknown): boolean {
    if (shot === undefined || this.#fired.get(key) === shot) return false;
    const old = this.#fired.get(key) === OVER;
    this.#fired.set(key, shot);
    return !old;
  }

  node(key: number): RowNode | undefined {
    return this.#nodes.get(key);
  }

  /** Apply a patch; return false (and change nothing) if patches before it are missing. */
  apply(version: number, ops: Op[], buffers: readonly unknown[] = []): boolean {
    if (version !== this.version + 1) return false;
    const touched = new Set<RowNode>();
    for (const op of buffers.length ? (withBuffers(ops, buffers) as Op[]) : ops) {
      this.#apply(op, touched);
    }
    this.version = version;
    for (const node of touched) node.changed();
    return true;
  }

  #apply(op: Op, touched: Set<RowNode>): void {
    switch (op[0]) {
      case "input":
        return this.onInput(op[1], op[2]);
      case "stale":
        return this.#setStale(new Set(op[1]), touched);
      case "set": {
        const node = this.#find(op[1]);
        const props = { ...node.row.p, ...op[2] };
        for (const name of op[3]) delete props[name];
        node.row.p = props;
        touched.add(node);
        return;
      }
      case "splice": {
        const node = this.#find(op[1]);
        const props = { ...node.row.p };
        for (const name in op[2]) props[name] = spliced(props[name], op[2][name]!);
        node.row.p = props;
        touched.add(node);
        return;
      }
      case "insert":
        return this.#splice(op[1], op[2], 0, op[3], touched);
      case "remove":
        return this.#splice(op[1], op[2], op[3], [], touched);
      case "replace":
        return this.#splice(op[1], op[2], 1, [op[3]], touched);
      case "move": {
        const node = this.#find(op[1]);
        move(node.children, op[2], op[3]);
        move((node.row.c ??= []), op[2], op[3]);
        touched.add(node);
      }
    }
  }

  #splice(key: number, index: number, count: number, rows: Row[], touched: Set<RowNode>): void {
    const node = this.#find(key);
    const added = rows.map((row) => new RowNode(row));
    (node.row.c ??= []).splice(index, count, ...rows);
    const removed = node.children.splice(index, count, ...added);
    added.forEach((child) => this.#learn(child));
    removed.forEach((child) => this.#forget(child));
    touched.add(node);
  }

  #setStale(keys: Set<number>, touched: Set<RowNode>): void {
    for (const node of this.#nodes.values()) {
      if (node.stale === keys.has(node.key)) continue;
      node.stale = !node.stale;
      touched.add(node);
    }
  }

  #find(key: number): RowNode {
    const node = this.#nodes.get(key);
    if (!node) throw new Error(`The page has no row ${key}.`);
    return node;
  }

  #learn(node: RowNode): void {
    const id = node.row.m;
    this.#nodes.set(node.key, node);
    if (id) this.#shown.set(id, (this.#shown.get(id) ?? 0) + 1);
    node.children.forEach((child) => this.#learn(child));
  }

  #forget(node: RowNode): void {
    const id = node.row.m;
    // A row may have been replaced by one of the same key: that one stays.
    if (this.#nodes.get(node.key) === node) this.#nodes.delete(node.key);
    if (id) this.#hide(id);
    node.children.forEach((child) => this.#forget(child));
  }

  #hide(id: string): void {
    const left = (this.#shown.get(id) ?? 1) - 1;
    if (left) this.#shown.set(id, left);
    else if (this.#shown.delete(id)) this.onForget(id);
  }
}

function move<T>(items: T[], from: number, to: number): void {
  items.splice(to, 0, ...items.splice(from, 1));
}
