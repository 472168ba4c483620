import { expect, it } from 'vitest'
import { ownNotesIn } from './network-card.ts'

/** As modules/ui_extra_networks.py of 1.10 and Forge write it: what a click does is escaped inside of an attribute. */
const card = (code: string, description = '') =>
  `<div class="card" style="" onclick="${code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;')}" data-name="ink" data-prompt='x'>
\t<div class="actions"><span class="name">ink</span><span class="description">${description}</span></div></div>`
const NOTHING = { activation: null, negative: null, weight: null, description: null }

it.each([
  [
    'all that its owner wrote',
    card(
      `cardClicked('txt2img', "<lora:ink:" + 0.75 + ">" + " ink wash, \\"sumi-e\\"", "(photo, 3d:1)", true);`,
      'Drawn &amp; scanned',
    ),
    { activation: 'ink wash, "sumi-e"', negative: 'photo, 3d', weight: 0.75, description: 'Drawn & scanned' },
  ],
  [
    'a LoRA of which nothing is written',
    card(`cardClicked('txt2img', "<lora:ink:" + opts.extra_networks_default_multiplier + ">", "", true);`),
    NOTHING,
  ],
  [
    'a weight below nothing, and a name with a colon, comma and bracket',
    card(`cardClicked('txt2img', "<lora:a), b:" + -1 + ">", "", true);`),
    { ...NOTHING, weight: -1 },
  ],
  [
    'a server of 2023: three arguments, texts as JSON',
    `<div class='card' onclick="return cardClicked(&quot;txt2img&quot;, &quot;&lt;lora:ink:&quot; + 1.2 + &quot;&gt;&quot; + &quot; t\\u00e9l\\u00e9&quot;, true)" data-name="ink">`,
    { ...NOTHING, activation: 'télé', weight: 1.2 },
  ],
  ['what is no card', '<div>cardClicked(</div>', NOTHING],
  ['a call that breaks off', card(`cardClicked('txt2img', "<lora:ink:" + 0.5 + "`), NOTHING],
])('reads the card of %s', (_, html, notes) => {
  expect(ownNotesIn(html)).toEqual(notes)
})

it('takes no longer for a card that never ends', () => {
  const began = process.cpuUsage()
  for (const text of [`cardClicked(${'&quot;\\'.repeat(200_000)}`, 'cardClicked('.repeat(100_000)])
    expect(ownNotesIn(text)).toEqual(NOTHING)
  // Of processor time, ms.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000)
})
