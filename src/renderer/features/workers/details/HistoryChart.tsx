import { useMemo } from 'react'
import { dateAndTime, dayAndMonth } from '../../../../shared/words/format-date.ts'
import {
  speedParts,
  speedRangeWords,
  speedSpreadWords,
  speedWords,
} from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import type { BenchmarkRecord } from '../../../../shared/worker.ts'
import { useReachableScroll } from '../../../ui/use-reachable-scroll.ts'
import { batchSpeeds } from './batch-speeds.ts'
import styles from './HistoryChart.module.css'
import { CHART, type ChartPoint, historyChart } from './history-chart.ts'

/** How fast a machine was, benchmark by benchmark; the shape of a point says with which checkpoint. */
export function HistoryChart({ history }: { history: readonly BenchmarkRecord[] }) {
  const chart = useMemo(() => historyChart(history), [history])
  const { points, ticks, dates, checkpoints } = chart
  if (points.length === 0) return <p className={styles.none}>{say('workers.history.none')}</p>
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        role="img"
        aria-label={say('workers.history.chart', { count: points.length })}
        className={styles.chart}
      >
        {ticks.map(({ y, ipm: value }) => (
          <g key={value}>
            <line x1={CHART.left} x2={CHART.width - CHART.right} y1={y} y2={y} className={styles.grid} />
            <text x={CHART.left - 7} y={y + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {dates.map(({ x, at, anchor }) => (
          <text key={at} x={x} y={CHART.height - 5} textAnchor={anchor}>
            {dayAndMonth(at)}
          </text>
        ))}
        <polyline
          points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          className={styles.line}
        />
        {points.map((point) => (
          <Point key={`${point.record.at} ${point.record.ipm}`} point={point} />
        ))}
      </svg>
      {checkpoints.length > 1 && (
        <figcaption className={styles.legend}>
          {checkpoints.map((checkpoint, index) => (
            <span key={checkpoint ?? 'unknown'}>
              <svg viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true" className={styles.mark}>
                <Mark mark={index} />
              </svg>
              {checkpoint === null ? (
                say('workers.history.unknown-checkpoint')
              ) : (
                <span translate="no">{checkpoint}</span>
              )}
            </span>
          ))}
        </figcaption>
      )}
      <PointList points={points} />
    </figure>
  )
}

/** The same in words, the newest first. */
function PointList({ points }: { points: readonly ChartPoint[] }) {
  const list = useReachableScroll<HTMLOListElement>()
  return (
    <ol ref={list} className={styles.list}>
      {[...points].reverse().map(({ record }) => (
        <li key={`${record.at} ${record.ipm}`}>
          <span>{dateAndTime(record.at)}</span>
          <b>{listedSpeed(record)}</b>
          <span className={styles.checkpoint} translate="no">
            {record.checkpoint ?? '—'}
          </span>
          {record.batchIpm && (
            <span className={styles.batches}>
              {batchSpeeds(record).map(({ count, ipm }) => (
                <span key={count}>
                  {say('workers.history.in-batches', { speed: speedWords(ipm), count })}
                </span>
              ))}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** The list is of images per minute; only another unit is named. */
function listedSpeed(record: BenchmarkRecord): string {
  const { value, unit, counts } = speedParts(record.ipm)
  return `${value} ${speedSpreadWords(record)}${counts === 'ipm' ? '' : ` ${unit}`}`
}

function Point({ point: { x, y, high, low, record, mark } }: { point: ChartPoint }) {
  return (
    <g className={styles.point}>
      <title>
        {say('workers.history.point', {
          when: dateAndTime(record.at),
          speed: speedRangeWords(record),
          checkpoint: record.checkpoint ?? say('workers.history.unknown-checkpoint'),
        })}
      </title>
      <line x1={x} x2={x} y1={high} y2={low} className={styles.spread} />
      <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} className={styles.mark}>
        <circle r="8" className={styles.reach} />
        <Mark mark={mark} />
      </g>
    </g>
  )
}

/** A shape per checkpoint: disc, square, triangle, ring, then again. */
function Mark({ mark }: { mark: number }) {
  switch (mark % 4) {
    case 0:
      return <circle r="3.2" />
    case 1:
      return <rect x="-3" y="-3" width="6" height="6" />
    case 2:
      return <path d="M0,-4 L4,3 L-4,3Z" />
    default:
      return <circle r="3" className={styles.ring} />
  }
}
