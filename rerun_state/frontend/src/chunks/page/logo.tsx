// The app's logo, at the top of the sidebar or of the page.
import type { JSX } from "preact";
import { mediaAt } from "../../dom/gate";
import { Link } from "../../dom/link";
import { Text } from "../../dom/text";
import { useBlobUrl, type Bytes } from "../../dom/blob";
import { useSource } from "../../model/source";
import type { RowNode } from "../../view/store";
import type { PropsOf } from "../../../contract";

/** `small` is for a sidebar that is closed. */
export function Logo({ node, small }: { node: RowNode; small?: boolean }): JSX.Element | null {
  useSource(node);
  const props = node.props as PropsOf<"logo">;
  const { size, link, icon_image: reduced } = props;
  if (small && !reduced) return null;
  const picture = <Picture {...(small && reduced ? reduced : props)} />;
  if (!link)
    return (
      <span class="rs-logo" data-size={size}>
        {picture}
      </span>
    );
  return (
    <Link class="rs-logo" data-size={size} to={link}>
      {picture}
    </Link>
  );
}

type Source = Pick<PropsOf<"logo">, "icon" | "data" | "mime" | "src">;

function Picture({ icon, data, mime, src }: Source): JSX.Element {
  if (icon) return <Text text={icon} class="rs-glyph" />;
  return data ? <Binary data={data} mime={mime ?? ""} /> : <img src={mediaAt(src)} alt="Logo" />;
}

function Binary({ data, mime }: { data: Bytes; mime: string }): JSX.Element {
  return <img src={useBlobUrl(data, mime)} alt="Logo" />;
}
