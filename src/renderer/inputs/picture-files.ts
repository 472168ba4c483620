/** What the system's dialog offers: the formats that can be used (gallery/inputs/picture-kind.ts). */
export const PICTURE_FILES = 'image/png,image/jpeg,image/webp,image/gif,image/avif,image/tiff'
