// Points on a map of the world. The map itself comes from OpenStreetMap; without a network the
// points stand on a plain ground.
import type { CircleMarker, LayerGroup, Map as LeafletMap } from "leaflet";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ChunkProps } from "../../view/lazy";
import { readColumns } from "../data/columns";
import { Stage, useLibrary, useRoom } from "./stage";

const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
const THANKS = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>';

export function PointMap({ props, model }: ChunkProps<"map">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<{ map: LeafletMap; layer: LayerGroup; shows?: string } | null>(null);
  const [library, problem] = useLibrary<{ leaflet: typeof import("leaflet") }>(model, "leaflet");
  // Behind a tab the box has no size, and no zoom would fit the points. Once seen, the map stays.
  const seen = useRoom(box) > 0;
  const height = typeof props.height === "number" ? props.height : 500;

  useEffect(() => {
    if (!library || !seen) return;
    const L = library.leaflet;
    const made = L.map(box.current!, { preferCanvas: true, worldCopyJump: true });
    L.tileLayer(TILES, { maxZoom: 19, attribution: THANKS }).addTo(made);
    made.setView([20, 0], 1);
    map.current = { map: made, layer: L.layerGroup().addTo(made) };
    const sized = new ResizeObserver(() => made.invalidateSize());
    sized.observe(box.current!);
    return () => {
      sized.disconnect();
      map.current = null;
      // Leaflet would end a zoom that is under way on a map that is gone.
      Object.assign(made, { _animatingZoom: false }).remove();
    };
  }, [library, seen]);

  useEffect(() => {
    if (!library || !map.current) return;
    const L = library.leaflet;
    const { rows, columns, data } = props.points;
    const [lat, lon, color, size] = readColumns(rows, columns, data);
    const { layer } = map.current;
    layer.clearLayers();
    const places: [number, number][] = [];
    for (let row = 0; row < rows; row++) {
      const at: [number, number] = [Number(lat!.get(row)), Number(lon!.get(row))];
      places.push(at);
      const fill = String(color!.get(row));
      const options = { radius: Number(size!.get(row)), stroke: false, fillColor: fill, fillOpacity: 0.6 };
      layer.addLayer(L.circle(at, options));
      // A circle of metres may be less than a pixel: a dot stays.
      const dot: CircleMarker = L.circleMarker(at, { ...options, radius: 3, fillOpacity: 0.9 });
      layer.addLayer(dot);
    }
    if (!places.length) return;
    const bounds = L.latLngBounds(places);
    // Points elsewhere bring the map there; others leave it where its reader is.
    const shows = `${bounds.toBBoxString()} ${props.zoom}`;
    if (map.current.shows === shows) return;
    map.current.shows = shows;
    if (props.zoom != null) map.current.map.setView(bounds.getCenter(), props.zoom);
    else map.current.map.fitBounds(bounds.pad(0.1), { maxZoom: 14 });
  }, [library, seen, props.points, props.zoom]);

  return (
    <>
      <Stage props={props} box={box} problem={problem} height={height} />
      {props.note && <p class="rs-note">{props.note}</p>}
    </>
  );
}
