/**
 * Draws the application and tray icons: `node resources/make-icons.ts`. The mark is three streams that join into one.
 * The PNGs are checked in; run this again after changing a drawing.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const here = import.meta.dirname
/** worker colours of the panel: the streams that come in */
const STREAMS = ['#6FB1FF', '#F3A95F', '#7FDCA5']

/** The large mark on a 512 px square: each stream keeps its colour until it joins. */
const appIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#23262E"/><stop offset="1" stop-color="#15171C"/></linearGradient>
    ${STREAMS.map(
      (colour, index) =>
        `<linearGradient id="s${index}" gradientUnits="userSpaceOnUse" x1="96" y1="0" x2="296" y2="0"><stop offset="0.35" stop-color="${colour}"/><stop offset="1" stop-color="#EEF1F6"/></linearGradient>`,
    ).join('')}
  </defs>
  <rect x="24" y="24" width="464" height="464" rx="104" fill="url(#ground)"/>
  <g fill="none" stroke-linecap="round" stroke-width="46">
    <path d="M104 138 C 208 138 214 256 322 256" stroke="url(#s0)"/>
    <path d="M104 374 C 208 374 214 256 322 256" stroke="url(#s2)"/>
    <path d="M104 256 H 322" stroke="url(#s1)"/>
    <path d="M296 233 C 326 233 338 225 366 225 H 404 a 31 31 0 0 1 0 62 H 366 C 338 287 326 279 296 279 Z" fill="#EEF1F6" stroke="none"/>
  </g>
</svg>`

/** The small mark on a 16 px grid: two bends and a trunk, all on half pixels so that it stays crisp. */
const trayIcon = (
  colour: string,
  dot: string | null,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <g fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M1.5 3 H3 C6 3 6 8 9.5 8"/>
    <path d="M1.5 13 H3 C6 13 6 8 9.5 8"/>
    <path d="M1.5 8 H14.5"/>
  </g>
  ${dot === null ? '' : `<circle cx="12.5" cy="3.5" r="2.5" fill="${dot}"/>`}
</svg>`

/** Trays may be dark or light: this grey reads on both. */
const TRAY = {
  idle: trayIcon('#8D96A7', null),
  active: trayIcon('#8D96A7', '#5C77F0'),
  // macOS recolours template images by their alpha; the name must end in "Template".
  idleTemplate: trayIcon('#000000', null),
  activeTemplate: trayIcon('#000000', '#000000'),
}

async function draw(svg: string, px: number, file: string): Promise<void> {
  // The drawing is scaled by its own size attributes, so that edges fall on whole pixels.
  await sharp(Buffer.from(svg.replace('<svg ', `<svg width="${px}" height="${px}" `)))
    .png({ compressionLevel: 9 })
    .toFile(join(here, file))
}

await mkdir(join(here, 'tray'), { recursive: true })
await draw(appIcon, 512, 'icon.png')
for (const [name, svg] of Object.entries(TRAY)) {
  await draw(svg, 16, `tray/${name}.png`)
  await draw(svg, 32, `tray/${name}@2x.png`)
}
