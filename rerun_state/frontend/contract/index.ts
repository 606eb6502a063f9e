// The contract for the wire: every kind of element, its properties with their types, its value and
// its events. It is the one source: TypeScript's types are inferred from it, the build writes it
// into static/contract.json for Python, and the tests hold both sides to it.
//
// A new kind is an entry in the file of its family.
import { charts } from "./charts";
import { components } from "./components";
import { data } from "./data";
import { inputs } from "./inputs";
import { layout } from "./layout";
import { media } from "./media";
import { answers, asked } from "./messages";
import { page } from "./page";
import { optional, schemaOf, string, type Given, type Kind, type Properties, type Terms, type TypeOf } from "./schema";
import { status } from "./status";
import { texts } from "./text";

export const kinds = {
  ...texts,
  ...data,
  ...charts,
  ...components,
  ...media,
  ...inputs,
  ...layout,
  ...status,
  ...page,
};

type Kinds = typeof kinds;
export type KindName = keyof Kinds;

type TermsOf<K extends KindName> = Kinds[K]["terms"];

/** The properties of a kind, as its component gets them. */
export type PropsOf<K extends KindName> = K extends KindName ? Given<Kinds[K]["properties"]> : never;

/** The value of a kind. */
export type ValueOf<K extends KindName> =
  TermsOf<K> extends { value: infer V } | { watched: infer V } ? TypeOf<V> : undefined;

/** What a change, or a press, of a kind carries. */
export type SentBy<K extends KindName> =
  TermsOf<K> extends { press: infer S } ? TypeOf<S> : TermsOf<K> extends { sends: infer S } ? TypeOf<S> : ValueOf<K>;

type MessagesOf<E> = E extends Readonly<Record<string, Properties>>
  ? { [N in keyof E]: { event: N } & Given<E[N]> }[keyof E]
  : never;

/** The other events of a kind, and what the kernel replies. */
export type EventOf<K extends KindName> =
  TermsOf<K> extends { events: infer E } ? MessagesOf<E> : never;
export type ReplyTo<K extends KindName> =
  TermsOf<K> extends { replies: infer R } ? MessagesOf<R> : never;

/** What may be asked of every model, and what it answers. */
export type Question = MessagesOf<typeof asked>;
export type Answer = MessagesOf<typeof answers>;

/** The kinds that a chunk draws; and those which an ipywidget of its own does. */
export type LateKind = { [K in KindName]: TermsOf<K> extends { from: unknown } ? K : never }[KindName];
export type EmbeddedKind = "mime" | "widget";

/** The kinds that always have a value or a press, and those that have one if they are asked. */
export type InputKind = {
  [K in KindName]: TermsOf<K> extends { value: unknown } | { press: unknown } ? K : never;
}[KindName];
export type WatchedKind = {
  [K in KindName]: TermsOf<K> extends { watched: unknown } ? K : never;
}[KindName];

const entries = Object.entries<Kind>(kinds);

/** What a property of each kind is where the kernel does not say. */
export function defaults(): Record<string, Record<string, unknown>> {
  return table(({ properties }) => {
    const given = Object.entries(properties).filter(([, { default: value }]) => value !== undefined);
    return given.length ? Object.fromEntries(given.map(([name, type]) => [name, type.default])) : undefined;
  });
}

/** The chunk of each kind that one draws, and the libraries which that needs. */
export function chunks(): Record<string, readonly string[]> {
  return table(({ terms }) => terms.from);
}

/** All of it, for Python. */
export function contract(): object {
  return {
    defaults: defaults(),
    chunks: chunks(),
    stays: table(({ terms }) => terms.stays),
    asked: messages(asked),
    answers: messages(answers),
    kinds: table(described),
  };
}

function described({ properties, terms }: Kind): object {
  const { value, watched, press, sends, events, replies } = terms;
  // The frame around an input makes a class of its key, for the author's style sheets.
  const own = value || watched || press ? { ...properties, key: optional(string) } : properties;
  return {
    properties: schemaOf(own),
    value: (value ?? watched)?.schema,
    press: press?.schema,
    sends: sends?.schema,
    watched: watched && true,
    events: events && messages(events),
    replies: replies && messages(replies),
  };
}

function messages(all: NonNullable<Terms["events"]>): object {
  return Object.fromEntries(Object.entries(all).map(([name, fields]) => [name, schemaOf(fields)]));
}

function table<T>(of: (kind: Kind) => T | undefined): Record<string, T> {
  const made = entries.map(([name, kind]) => [name, of(kind)] as const);
  return Object.fromEntries(made.filter((entry): entry is [string, T] => entry[1] !== undefined));
}
