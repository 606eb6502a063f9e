import { beforeEach, expect, test, vi } from "vitest";
import { leave, recall, remember } from "../src/visit/tab";

/** What a browser keeps for a tab, or for all of them. */
function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const openTab = () => vi.stubGlobal("sessionStorage", storage());

const goTo = (href: string) => vi.stubGlobal("location", { href, pathname: "/", search: new URL(href).search });
const HERE = "http://here/";

goTo(HERE);
beforeEach(() => {
  vi.stubGlobal("localStorage", storage());
  openTab();
});

test("a page that is loaded again has the visit of the one before, which was left", () => {
  remember("a", false);
  expect(recall()).toMatchObject({ tab: "a", left: false });
  leave();
  expect(recall()).toMatchObject({ tab: "a", left: true });
  expect(recall()).toMatchObject({ tab: "a", left: false });
});

test("where visits last, a later tab asks for the latest one, which it has not left itself", () => {
  remember("a", true);
  openTab();
  remember("b", true);
  openTab();
  expect(recall()).toMatchObject({ tab: "b", left: false });
});

test("of several tabs it asks for the visit of the one that was left last", () => {
  remember("a", true);
  const first = sessionStorage;
  openTab();
  remember("b", true);
  leave();
  vi.stubGlobal("sessionStorage", first);
  leave();
  openTab();
  expect(recall()).toMatchObject({ tab: "a", left: false });
});

test("where visits do not last, a later tab asks for none", () => {
  remember("a", true);
  remember("b", false);
  openTab();
  expect(recall()).toMatchObject({ tab: "", left: false });
});

test("a browser that keeps nothing has a new visit each time", () => {
  vi.stubGlobal("sessionStorage", undefined);
  vi.stubGlobal("localStorage", undefined);
  remember("a", true);
  leave();
  expect(recall()).toMatchObject({ tab: "", left: false });
});

test("a page that is loaded with another address than it was left at has moved", () => {
  remember("a", true);
  leave();
  expect(recall()).toMatchObject({ left: true, moved: false });
  leave();
  goTo(`${HERE}?n=2`);
  expect(recall()).toMatchObject({ tab: "a", left: true, moved: true });
  leave();
  expect(recall()).toMatchObject({ moved: false });
  openTab();
  expect(recall()).toMatchObject({ tab: "a", moved: true });
  goTo(HERE);
});
