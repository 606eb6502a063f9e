"""Media: pictures, sounds, videos, documents.

- `images`: `image`, `logo`; `players`: `audio`, `video`, `pdf`
- `medium`: bytes, files, paths and addresses as programs give them; `encodings`: pictures as files,
  encoded once
"""
