import { expect, it } from 'vitest'
import { pictureIn } from './network-picture.ts'

it.each<[string, string | null]>([
  [
    '<img src="./sd_extra_networks/thumb?filename=/srv/Lora/my%20ink.png&amp;mtime=17.5" class="preview">',
    '/sd_extra_networks/thumb?filename=%2Fsrv%2FLora%2Fmy+ink.png&mtime=17.5',
  ],
  [
    "<div style='background-image: url(./sd_extra_networks/cover-images?page=lora&amp;item=ink&amp;index=0)'>",
    '/sd_extra_networks/cover-images?page=lora&item=ink&index=0',
  ],
  [
    '<img src="./sd_extra_networks/thumb?filename=a.png&amp;next=http://elsewhere/">',
    '/sd_extra_networks/thumb?filename=a.png',
  ],
  // As Forge writes it: quoted as an address, then as HTML.
  [
    '<img src="./sd_extra_networks/thumb?filename=C%3A/forge/models/Lora/sea%20%26%20sky.preview.png&amp;mtime=1719000000.25" class="preview" loading="lazy">',
    '/sd_extra_networks/thumb?filename=C%3A%2Fforge%2Fmodels%2FLora%2Fsea+%26+sky.preview.png&mtime=1719000000.25',
  ],
  // As items of SD.Next name it, below the path that it is served at.
  [
    '/sdnext/sdapi/v1/network/thumb?filename=/data/models/Lora/ink.thumb.jpg',
    '/sdapi/v1/network/thumb?filename=%2Fdata%2Fmodels%2FLora%2Fink.thumb.jpg',
  ],
  ['/sdapi/v1/network/thumb?filename=ui/assets/missing.png', null],
  ['/sdapi/v1/network/thumb?filename=html/card-no-preview.jpg&mtime=0', null],
  ['<img src="http://elsewhere/picture.png">', null],
  ['<img src="./sd_extra_networks/metadata?page=lora">', null],
  ['<div class="card"></div>', null],
])('of %s', (html, path) => {
  expect(pictureIn(html)).toBe(path)
})

it('looks at the beginning of a card only, however long it is', () => {
  expect(pictureIn(`${'x'.repeat(2_000_000)}sd_extra_networks/thumb?filename=a`)).toBeNull()
})
