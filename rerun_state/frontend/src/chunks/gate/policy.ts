// What foreign markup may consist of. These are lists of what gets in: all else stays outside.
import { declared } from "../../dom/declarations";
import { frameAt, linkTo, mediaAt } from "../../dom/gate";

const words = (text: string) => text.trim().split(/\s+/);

const HTML = words(`
  a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center
  cite code col colgroup data dd del details dfn div dl dt em fieldset figcaption figure font footer
  h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main mark marquee menu meter
  nav nobr ol optgroup option output p picture pre progress q rp rt ruby s samp search section select
  small source span strike strong style sub summary sup table tbody td textarea tfoot th thead time
  tr track tt u ul var video wbr`);

const SVG = words(`
  svg g a path rect circle ellipse line polyline polygon text tspan textPath title desc defs symbol
  use image marker mask pattern clipPath linearGradient radialGradient stop switch foreignObject
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
  feSpotLight feTile feTurbulence`);

const MATHML = words(`
  math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom
  mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
  munderover none semantics`);

export const TAGS = [...HTML, ...SVG, ...MATHML, "#text"];

const ANYWHERE = words(`
  class id style title lang dir role hidden tabindex href target src width height type`);

const OF_HTML = words(`
  abbr align allowfullscreen alt autoplay behavior bgcolor border cellpadding cellspacing checked cite color
  cols colspan controls datetime decoding default disabled download face for frameborder headers
  high kind label loading loop low max maxlength min minlength multiple muted noshade nowrap open
  optimum pattern placeholder playsinline poster preload readonly reversed rows rowspan scope scrollamount
  selected size span srcdoc srclang srcset start step valign value wrap`);

const OF_SVG = words(`
  accumulate additive alignment-baseline amplitude azimuth basefrequency baseline-shift bias
  clip clip-path clip-rule clippathunits color color-interpolation color-interpolation-filters cx cy
  d diffuseconstant direction display divisor dominant-baseline dx dy edgemode elevation exponent
  fill fill-opacity fill-rule filter filterunits flood-color flood-opacity font-family font-size
  font-size-adjust font-stretch font-style font-variant font-weight fr fx fy gradienttransform
  gradientunits image-rendering in in2 intercept k1 k2 k3 k4 kernelmatrix kernelunitlength
  lengthadjust letter-spacing lighting-color limitingconeangle marker-end marker-mid marker-start
  markerheight markerunits markerwidth mask mask-type maskcontentunits maskunits method mode
  numoctaves offset opacity operator order orient overflow paint-order path pathlength
  patterncontentunits patterntransform patternunits points pointsatx pointsaty pointsatz
  preservealpha preserveaspectratio primitiveunits r radius refx refy result rotate rx ry scale seed
  shape-rendering spacing specularconstant specularexponent spreadmethod startoffset stddeviation
  stitchtiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfacescale tablevalues targetx
  targety text-anchor text-decoration text-rendering textlength transform transform-origin u1 u2
  values version vert-adv-y viewbox visibility word-spacing writing-mode x x1 x2 xchannelselector
  xlink:href xlink:title xml:space xmlns xmlns:xlink y y1 y2 ychannelselector z`);

const OF_MATHML = words(`
  accent accentunder columnalign columnlines columnspacing columnspan depth displaystyle encoding
  fence form frame largeop length linebreak linethickness lspace lquote mathbackground mathcolor
  mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing rowspan
  rspace rquote scriptlevel scriptminsize scriptsizemultiplier separator separators stretchy
  symmetric voffset`);

/** Those that the kernel's own rendering of Markdown writes: anchors of headings, TeX of formulas. */
const OURS = words(`data-anchor data-tex`);

export const ATTRIBUTES = [...ANYWHERE, ...OF_HTML, ...OF_SVG, ...OF_MATHML, ...OURS];

/** Attributes that name elements of the same markup by their ids. */
const REFERENCES = new Set(
  words(`for headers aria-activedescendant aria-controls aria-describedby aria-details
    aria-errormessage aria-flowto aria-labelledby aria-owns`),
);

/** Of the classes that are ours, those which the kernel's rendering of Markdown writes. */
const WRITTEN =
  /^rs-(text|background|badge|small|shimmer|red|orange|yellow|green|blue|violet|gray|primary|rainbow|math|math-source|code|numbered|line|anchor|icon|icon-spinner)$/;

/** How the class names begin on which front ends act: our own, JupyterLab, Lumino, CodeMirror... */
const HOSTS =
  /^(rs$|rs-|jp-|lm-|p-(mod-|[A-Z])|cm-|CodeMirror|xterm|MathJax|mjx|jupyter|widget-|voila|vscode|monaco|codicon|colab|cell-output|output_|rendered_html|tocSkip)/i;

/**
 * The value that an attribute may have; undefined for none, so that it stays outside. `prefix` is
 * what ids get, all of one piece of markup alike, and what points at them.
 */
export function admit(
  tag: string,
  name: string,
  value: string,
  prefix: string,
): string | undefined {
  switch (name) {
    case "class":
      return words(value).filter(isFree).join(" ");
    case "style":
      return pointing(declared(value), prefix);
    case "id":
      return prefix + value;
    case "href":
    case "xlink:href":
      return reference(tag, value, prefix);
    case "src":
    case "poster":
      return tag === "iframe" ? frameAt(value) : tag === "script" ? linkTo(value) : mediaAt(value);
    case "srcset":
      return value.split(",").every((each) => mediaAt(words(each)[0])) ? value : undefined;
    case "form":
      // In MathML it is no form: where an operator stands.
      return tag === "mo" ? value : undefined;
    case "type":
      return tag === "button" || /^(submit|image|reset|file)$/i.test(value) ? "button" : value;
    default:
      if (REFERENCES.has(name)) return words(value).map((id) => prefix + id).join(" ");
      return pointing(value, prefix);
  }
}

/** May foreign markup have a class of that name? */
export function isFree(name: string): boolean {
  return WRITTEN.test(name) || !HOSTS.test(name);
}

/** Where `href` leads: elsewhere from a link, to a part of the same drawing from the rest of SVG. */
function reference(tag: string, value: string, prefix: string): string | undefined {
  // One that only a download may hold goes when all attributes are known.
  if (tag === "a") return linkTo(value, true);
  if (tag === "image" || tag === "feimage") return mediaAt(value);
  return value.startsWith("#") ? `#${prefix}${value.slice(1)}` : undefined;
}

/** A value whose `url(#id)` follow the ids. */
export function pointing(value: string, prefix: string): string {
  return value.replace(/url\((["']?)#/gi, `url($1#${prefix}`);
}
