// Elements by which a reader gives files, photos, recordings and messages.
import { addChunkStyle } from "../dom/style";
import css from "css:give.css";
import { AudioInput, CameraInput } from "./give/capture";
import { ChatInput } from "./give/chat";
import { FileUploader } from "./give/files";

addChunkStyle("give", css);

export const kinds = {
  audio_input: AudioInput,
  camera_input: CameraInput,
  chat_input: ChatInput,
  file_uploader: FileUploader,
};
