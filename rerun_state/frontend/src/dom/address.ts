// Addresses of the pages of an app. Only a visitor's page has them: below the server's own path the
// last part names the page, and is empty for the default one.

/** Does the document's address name the page of the app that it shows? */
export function hasAddresses(): boolean {
  return document.getElementById("rs-visit") !== null;
}

/** The address of a page, as seen from any other. */
export function addressOf(path: string, query = ""): string {
  return (encodeURIComponent(path) || "./") + (query && `?${query}`);
}

/** The page that the document's address names. */
export function pathHere(): string {
  const last = location.pathname.slice(location.pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // no address of ours
  }
}

/** Where the reader is, but for the place on the page. */
export function spotHere(): string {
  return location.pathname + location.search;
}
