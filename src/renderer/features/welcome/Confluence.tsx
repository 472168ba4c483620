import { colourOf, tint } from '../../ui/worker-colour.ts'
import styles from './WelcomeScreen.module.css'

/** Where the streams come from, px down the left edge, and how wide they are: as fast as their machines. */
const STREAMS = [
  { from: 16, width: 3, colour: 2 },
  { from: 62, width: 9, colour: 0 },
  { from: 114, width: 6, colour: 1 },
] as const
/** Whose picture each tile is. */
const TILES = [0, 1, 0, 2, 0, 1] as const

/** Three streams in the colours of workers that flow together into a gallery. Only to look at. */
export function Confluence() {
  return (
    <svg className={styles.confluence} viewBox="0 0 560 132" aria-hidden="true">
      {STREAMS.map(({ from, width, colour }, index) => {
        const into = [57, 65, 74][index] ?? 65
        return (
          <g key={from}>
            <circle cx={6} cy={from} r={5} fill={colourOf(colour)} />
            <path
              d={`M6 ${from} C 130 ${from}, 150 ${into}, 322 ${into}`}
              fill="none"
              stroke={colourOf(colour)}
              strokeWidth={width}
            />
          </g>
        )
      })}
      {TILES.map((colour, index) => (
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: the tiles never change
          key={index}
          style={tint(colour)}
          transform={`translate(${338 + (index % 3) * 72} ${12 + Math.floor(index / 3) * 56})`}
        >
          <Landscape turn={index} />
        </g>
      ))}
    </svg>
  )
}

function Landscape({ turn }: { turn: number }) {
  const peak = 14 + ((turn * 7) % 18)
  return (
    <g className={styles.tile}>
      <rect className={styles.sky} width={64} height={48} rx={7} />
      <circle className={styles.sun} cx={14 + ((turn * 19) % 38)} cy={13} r={4.5} />
      <path
        className={styles.far}
        d={`M0 34 Q ${peak} 16 ${peak + 16} 28 T 64 24 V41 Q64 48 57 48 H7 Q0 48 0 41Z`}
      />
      <path
        className={styles.near}
        d={`M0 40 Q ${peak + 6} 30 ${peak + 24} 38 T 64 36 V41 Q64 48 57 48 H7 Q0 48 0 41Z`}
      />
    </g>
  )
}
