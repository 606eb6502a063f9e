// A place to drop files on, or to choose them.
import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useUid } from "../../dom/uid";
import { Field } from "../../components/inputs/field";
import type { PropsOf } from "../../../contract";
import { Sign } from "./icons";
import { held, hold, sizeText, type Sent } from "./upload";
import { useUploads, type Named } from "./uploads";
import type { ElementProps } from "../../view/view";

export function FileUploader({ props, input }: ElementProps<"file_uploader">): JSX.Element {
  const id = useUid();
  const uploads = useUploads(input, props);
  const add = (chosen: Named[]) => {
    const named = props.multiple ? chosen : chosen.slice(0, 1);
    if (!props.multiple) uploads.pending.forEach((item) => uploads.drop(item.key));
    // What the element has may have changed by the time the last file has arrived.
    uploads.add(named, (sent) => hold(input, props.multiple ? [...held(input), ...sent] : sent));
  };
  return (
    <Field props={props} id={id} group>
      <DropZone props={props} add={add}>
        <Chooser props={props} id={id} add={add} />
      </DropZone>
      <FileList
        files={held(input)}
        uploads={uploads}
        disabled={props.disabled}
        onRemove={(file) => hold(input, held(input).filter((other) => other.id !== file.id))}
      />
    </Field>
  );
}

interface ChoosingProps {
  props: PropsOf<"file_uploader">;
  add(files: Named[]): void;
}

function DropZone({ props, add, children }: ChoosingProps & { children: ComponentChildren }): JSX.Element {
  const [over, setOver] = useState(false);
  const here = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(isOver);
  };
  return (
    <div
      class="rs-drop"
      data-over={over || undefined}
      onDragOver={(event) => here(event, true)}
      onDragLeave={() => setOver(false)}
      onDrop={async (event) => {
        here(event, false);
        if (!props.disabled && event.dataTransfer) add(await dropped(event.dataTransfer, props));
      }}
    >
      {children}
    </div>
  );
}

function Chooser({ props, id, add }: ChoosingProps & { id: string }): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="rs-btn"
        disabled={props.disabled}
        aria-describedby={`${id}-limits`}
        onClick={() => picker.current?.click()}
      >
        <Sign name="upload" />
        {props.directory ? "Browse directories" : "Browse files"}
      </button>
      <span class="rs-limits" id={`${id}-limits`}>
        {limits(props)}
      </span>
      <input
        ref={picker}
        id={id}
        type="file"
        hidden
        multiple={props.multiple}
        accept={props.type.join(",")}
        disabled={props.disabled}
        {...(props.directory && { webkitdirectory: true })}
        onChange={(event) => {
          const { files } = event.currentTarget;
          add([...(files ?? [])].map((file) => ({ file, name: nameOf(file, props) })));
          // The same file may be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

interface FileListProps {
  files: Sent[];
  uploads: ReturnType<typeof useUploads>;
  disabled?: boolean;
  onRemove(file: Sent): void;
}

/** The files that an element has, those on their way, and those that cannot be taken. */
export function FileList({ files, uploads, disabled, onRemove }: FileListProps): JSX.Element | null {
  if (!files.length && !uploads.pending.length) return null;
  return (
    <ul class="rs-files">
      {files.map((file) => (
        <li key={file.id}>
          <span class="rs-file-name">{file.name}</span>
          <span class="rs-faint">{sizeText(file.size)}</span>
          <Remove name={file.name} disabled={disabled} onClick={() => onRemove(file)} />
        </li>
      ))}
      {uploads.pending.map((item) => (
        <li key={item.key} data-problem={item.problem ? true : undefined}>
          <span class="rs-file-name">{item.name}</span>
          {item.problem ? (
            <span role="alert">{item.problem}</span>
          ) : (
            <progress max={1} value={item.share} aria-label={`Uploading ${item.name}`} />
          )}
          <Remove name={item.name} onClick={() => uploads.drop(item.key)} />
        </li>
      ))}
    </ul>
  );
}

interface RemoveProps {
  name: string;
  disabled?: boolean | undefined;
  onClick(): void;
}

function Remove({ name, disabled, onClick }: RemoveProps): JSX.Element {
  return (
    <button
      type="button"
      class="rs-inner"
      aria-label={`Remove ${name}`}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name="close" />
    </button>
  );
}

function limits({ type, max_size }: PropsOf<"file_uploader">): string {
  const kinds = type.map((spec) =>
    spec.startsWith(".") ? spec.slice(1).toUpperCase() : spec.replace("/*", " files"),
  );
  return [`Up to ${max_size} MB`, kinds.join(", ")].filter(Boolean).join(" · ");
}

function nameOf(file: File, { directory }: { directory: boolean }): string {
  return (directory && file.webkitRelativePath) || file.name;
}

/** The files of a drop; those in directories too, where directories are asked for. */
async function dropped(data: DataTransfer, props: { directory: boolean }): Promise<Named[]> {
  if (!props.directory) return [...data.files].map((file) => ({ file, name: file.name }));
  // The list of entries is gone after the first await.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const found = await Promise.all(entries.map((entry) => (entry ? inside(entry) : [])));
  return found.flat();
}

async function inside(entry: FileSystemEntry): Promise<Named[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Named[] = [];
  // A reader hands out a directory in several portions.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!portion.length) return found;
    found.push(...(await Promise.all(portion.map(inside))).flat());
  }
}
