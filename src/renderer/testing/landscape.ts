const cache = new Map<string, string>()

/** A pleasant picture instead of a generated one, as a data URL: the same id gives the same picture. `width`: px, 3:2. */
export function landscapeUrl(id: string, width: number): string {
  const key = `${id} ${width}`
  const known = cache.get(key)
  if (known) return known
  const url = `data:image/svg+xml,${encodeURIComponent(landscape(id, width))}`
  cache.set(key, url)
  return url
}

function landscape(id: string, width: number): string {
  const random = randomFrom(id)
  const height = Math.round(width / 1.5)
  const hue = Math.floor(random() * 360)
  const sky = `hsl(${hue} 45% 28%)`
  const glow = `hsl(${(hue + 160 + random() * 60) % 360} 65% 72%)`
  const sunX = (0.15 + random() * 0.7) * 100
  const sunY = (0.2 + random() * 0.28) * 100
  const ridges = Array.from({ length: 5 }, (_, layer) => ridge(random, layer, hue)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 150 100" preserveAspectRatio="none">
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset=".6" stop-color="${glow}"/></linearGradient>
<radialGradient id="g"><stop stop-color="#fff3c8" stop-opacity=".95"/><stop offset=".25" stop-color="#fff3c8" stop-opacity=".45"/><stop offset="1" stop-color="#fff3c8" stop-opacity="0"/></radialGradient></defs>
<rect width="150" height="100" fill="url(#s)"/><circle cx="${sunX * 1.5}" cy="${sunY}" r="42" fill="url(#g)"/><circle cx="${sunX * 1.5}" cy="${sunY}" r="8" fill="#fdf3d0"/>${ridges}</svg>`
}

function ridge(random: () => number, layer: number, hue: number): string {
  const base = 42 + layer * 12
  const phase = random() * 7
  const points = Array.from({ length: 31 }, (_, step) => {
    const x = step * 5
    const y = base + Math.sin(x / 17 + phase) * (7 - layer) + Math.sin(x / 6 + phase * 3) * 2.2
    return `${x},${y.toFixed(1)}`
  })
  return `<path d="M0,100 L${points.join(' L')} L150,100Z" fill="hsl(${(hue + 40 + layer * 14) % 360} ${38 + layer * 3}% ${48 - layer * 9}%)"/>`
}

/** Mulberry32 over a hash of the text: uniform in [0, 1), the same for the same text. */
function randomFrom(text: string): () => number {
  let state = 2166136261
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
