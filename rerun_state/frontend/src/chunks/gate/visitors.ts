/** Is the whole page the app's own, as a visitor sees it? Then there is nothing to keep it from. */
export function isVisitors(): boolean {
  return document.getElementById("rs-visit") !== null;
}
