/** Where ADetailer tells what it finds parts with, as `{ad_model: […]}` (scripts/!adetailer.py). */
export const DETAILER_MODELS_PATH = '/adetailer/v1/ad_model'

/** Those that it brings. */
export const DETAILER_MODELS: readonly string[] = [
  ...['face_yolov8n.pt', 'face_yolov8s.pt', 'hand_yolov8n.pt'],
  ...['person_yolov8n-seg.pt', 'person_yolov8s-seg.pt'],
  ...['mediapipe_face_full', 'mediapipe_face_short', 'mediapipe_face_mesh', 'mediapipe_face_mesh_eyes_only'],
]
