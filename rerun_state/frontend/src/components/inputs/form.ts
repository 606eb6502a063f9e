// What the fields of a form know of it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export interface Form {
  enterSubmits: boolean;
  /** Press the first submit button that can be pressed. */
  submit(): void;
}

export const FormContext = createContext<Form | null>(null);

export function useForm(): Form | null {
  return useContext(FormContext);
}

/** The word beside a draft, which `keys` commit. */
export function draftHint(form: Form | null, keys = "Enter"): string | undefined {
  if (!form) return `Press ${keys} to apply`;
  return form.enterSubmits ? `Press ${keys} to submit form` : undefined;
}
