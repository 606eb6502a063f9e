// What code says about itself.
import type { JSX } from "preact";
import type { ChunkProps } from "../../view/lazy";

export function HelpInfo({ props }: ChunkProps<"help_info">): JSX.Element {
  const { members } = props;
  return (
    <div class="rs-about">
      <div class="rs-about-head">
        <strong>{props.name}</strong> <span class="rs-tag rs-gray">{props.type}</span>{" "}
        {props.value && <code>{props.value}</code>}
      </div>
      {props.doc ? <pre>{props.doc}</pre> : <p class="rs-note">No documentation.</p>}
      {members.length > 0 && (
        <dl>
          {members.map(({ name, type, value, doc }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> <small>{type}</small>
              </dt>
              <dd>{value ? <code>{value}</code> : doc || <i>No documentation.</i>}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
