// Whether the browser has a network, as far as it knows.
import { useEffect, useState } from "preact/hooks";

/** In VS Code the editor talks to the kernel, not the page. */
const BY_EDITOR = /^vscode-/.test(globalThis.location?.protocol ?? "");

/** Draw the calling component again when the browser goes offline, and when it is back. */
export function useOffline(): boolean {
  const [offline, setOffline] = useState(isOffline);
  useEffect(() => {
    const look = () => setOffline(isOffline());
    look();
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return offline;
}

function isOffline(): boolean {
  return !BY_EDITOR && navigator.onLine === false;
}
