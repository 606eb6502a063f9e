// What the contract is written in. A type is two things at once: a schema, by which the tests in
// Python check what the kernel sends, and a type of TypeScript, by which the components are checked.

export interface Type<T = any> {
  /** In the words of JSON Schema, with "bytes" and "json" as types more. */
  readonly schema: object;
  /** May be left out; what is None in the kernel does not travel. */
  readonly optional?: boolean;
  /** What it is where it is left out. The kernel leaves out what is equal to it. */
  readonly default?: T;
}

interface Optional<T> extends Type<T> {
  readonly optional: true;
}

export type Properties = Record<string, Type>;

/** Bytes as they arrive: a view on the message's buffer. */
export type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

export type TypeOf<T> = T extends Type<infer U> ? U : never;

type Missable<P> = { [K in keyof P]: P[K] extends Optional<any> ? K : never }[keyof P];

/** An object with these properties; those that have a default are always there. */
export type Given<P extends Properties> = {
  [K in Exclude<keyof P, Missable<P>>]: TypeOf<P[K]>;
} & { [K in Missable<P>]?: TypeOf<P[K]> | undefined };

const type = <T>(schema: object): Type<T> => ({ schema });

export const string = type<string>({ type: "string" });
export const number = type<number>({ type: "number" });
export const integer = type<number>({ type: "integer" });
export const boolean = type<boolean>({ type: "boolean" });
export const nothing = type<null>({ type: "null" });
export const bytes = type<Bytes>({ type: "bytes" });
/** What a library or a program of the author's makes sense of: JSON, all the way down. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export const json = type<Json>({ type: "json" });
/** What another part of the contract describes: that of the kind, of a widget's own model. */
export const anything = type<any>({});

export function list<T>(of: Type<T>): Type<T[]> {
  return type({ type: "array", items: of.schema });
}

export function pair<T>(of: Type<T>): Type<[T, T]> {
  return type({ type: "array", items: of.schema, minItems: 2, maxItems: 2 });
}

export function tuple<T extends Type[]>(...types: T): Type<{ [I in keyof T]: TypeOf<T[I]> }> {
  const prefixItems = types.map(({ schema }) => schema);
  return type({ type: "array", prefixItems, items: false, minItems: types.length, maxItems: types.length });
}

/** An object whose names are the program's. */
export function record<T>(of: Type<T>): Type<Record<string, T>> {
  return type({ type: "object", additionalProperties: of.schema });
}

export function object<P extends Properties>(properties: P): Type<Given<P>> {
  return type(schemaOf(properties));
}

export function oneOf<const T extends (string | number | boolean)[]>(...values: T): Type<T[number]> {
  return type({ enum: values });
}

export function either<T extends Type[]>(...types: T): Type<TypeOf<T[number]>> {
  return type({ anyOf: types.map(({ schema }) => schema) });
}

export function optional<T>({ schema }: Type<T>): Optional<T> {
  return { schema, optional: true };
}

/** Part of something larger that may be left out, or null: there None does travel. */
export function maybe<T>(of: Type<T>): Optional<T | null> {
  return optional(either(of, nothing));
}

/** A type with what is meant where nothing is said. */
export function or<T>({ schema }: Type<T>, value: NoInfer<T>): Type<T> {
  return { schema, default: value };
}

export function schemaOf(properties: Properties): object {
  const entries = Object.entries(properties);
  const needed = entries.filter(([, { optional, default: value }]) => !optional && value === undefined);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
    required: needed.map(([name]) => name),
    additionalProperties: false,
  };
}

/** How an element is drawn, and what it says, beside its properties. */
export interface Terms {
  /** Its value, in the form that travels both ways. */
  readonly value?: Type;
  /** Its value where the program asked for one; other programs show it without. */
  readonly watched?: Type;
  /** What a press carries, which leaves no value behind. */
  readonly press?: Type;
  /** What a change carries, where that is not the value itself. */
  readonly sends?: Type;
  /** Its other events, and what the kernel replies. */
  readonly events?: Readonly<Record<string, Properties>>;
  readonly replies?: Readonly<Record<string, Properties>>;
  /** The chunk that draws it, and the libraries which that needs. The core draws the others. */
  readonly from?: readonly [string, ...string[]];
  /** Properties that only the kernel reads; they do not travel. */
  readonly stays?: readonly string[];
}

export interface Kind<P extends Properties = Properties, T extends Terms = Terms> {
  readonly properties: P;
  readonly terms: T;
}

export function kind<P extends Properties, const T extends Terms = {}>(
  properties: P,
  terms: T = {} as T,
): Kind<P, T> {
  return { properties, terms };
}
