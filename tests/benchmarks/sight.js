// What a reader can see on a page, whoever drew it: texts of documents and shadow roots, and texts
// that a canvas was told to write. `sight.arm(texts)` starts a clock at the next press, key or scroll
// (or at `begin()`), and tells after how many milliseconds all of them are there, at the latest a
// frame after the last was drawn.
(() => {
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    return root;
  };

  const written = new Map();
  const anew = new Set();
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const at = this.getTransform().transformPoint({ x, y });
    anew.add(String(text));
    written.set(String(text), { canvas: this.canvas, x: at.x, y: at.y });
    return write.call(this, text, x, y, ...rest);
  };

  let begun = null;
  const begin = () => (begun ??= performance.now());
  for (const type of ["pointerup", "click", "keydown", "wheel"])
    addEventListener(type, begin, { capture: true });

  const inside = (box) => box.width && box.bottom > 0 && box.top < innerHeight;

  function texts(text) {
    const found = [];
    for (const root of roots) {
      if (!(root.host ?? document.body)?.isConnected) continue;
      const walker = document.createTreeWalker(root.body ?? root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (walker.currentNode.data.trim() === text) found.push(walker.currentNode);
    }
    return found;
  }

  /** The beginning of a text in the window, or undefined. */
  function where(text) {
    return inDocument(text) ?? onCanvas(text);
  }

  function inDocument(text) {
    for (const node of texts(text)) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      // A canvas has a table within for those who cannot see it, which has no boxes.
      if (inside(box)) return { x: box.x + 4, y: box.y + box.height / 2 };
    }
    return undefined;
  }

  function onCanvas(text) {
    const place = written.get(text);
    if (!place) return undefined;
    // A canvas behind the scenes is copied to one in front that has its size.
    const canvas = place.canvas.isConnected
      ? place.canvas
      : roots.flatMap((root) => [...root.querySelectorAll("canvas")])
          .find((each) => each.width === place.canvas.width && each.height === place.canvas.height);
    const box = canvas?.getBoundingClientRect();
    const scale = devicePixelRatio;
    return box && inside(box) ? { x: box.x + place.x / scale + 4, y: box.y + place.y / scale } : undefined;
  }

  /** The element that has most to scroll. */
  function scroller() {
    const rest = (each) => each.scrollHeight - each.clientHeight;
    return roots
      .flatMap((root) => [...root.querySelectorAll("*")])
      .filter((each) => rest(each) > 0 && /auto|scroll/.test(getComputedStyle(each).overflowY))
      .sort((one, other) => rest(other) - rest(one))[0];
  }

  let told = Promise.resolve(0);
  globalThis.sight = {
    begin,
    where,
    arm(texts, patience) {
      const there = texts.find(inDocument);
      if (there) throw new Error(`${there} is there already`);
      anew.clear();
      begun = null;
      told = new Promise((resolve, reject) => {
        const end = performance.now() + patience;
        const isMissing = (text) => !(anew.has(text) ? onCanvas(text) : inDocument(text));
        const look = () => {
          const missing = begun === null ? texts[0] : texts.find(isMissing);
          if (!missing) setTimeout(() => resolve(performance.now() - begun));
          else if (performance.now() > end) reject(new Error(`${missing} did not appear`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      told.catch(() => {});
    },
    told: () => told,
    scroll(share) {
      const element = scroller();
      if (!element) throw new Error("nothing can be scrolled");
      begin();
      element.scrollTop = share * element.scrollHeight;
    },
  };
})();
