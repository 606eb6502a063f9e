// What is known all over a page.
import { createContext } from "preact";
import type { Model } from "../types";

/** The model that leads to the library, for what is loaded on first use. */
export const ModelContext = createContext<Model | null>(null);
