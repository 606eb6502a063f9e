// Elements by which a reader gives files, photos, recordings and messages.
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import css from "css:uploads.css";
import { CameraInput } from "./uploads/camera";
import { AudioInput } from "./uploads/capture";
import { ChatInput } from "./uploads/chat";
import { FileUploader } from "./uploads/files";

addChunkStyle("uploads", css);

export const kinds = {
  audio_input: AudioInput,
  camera_input: CameraInput,
  chat_input: ChatInput,
  file_uploader: FileUploader,
} satisfies ChunkViews;
