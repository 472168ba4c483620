import type { SettingDifference } from '../../shared/consistency.ts'
import { say } from '../../shared/words/say.ts'
import { MachineName } from '../ui/MachineName.tsx'
import styles from './ValuesByMachine.module.css'

/** The names of machines, one beside the other as far as there is room. */
export function MachineNames({ machines }: { machines: SettingDifference['values'][number]['machines'] }) {
  return (
    <span className={styles.machines}>
      {machines.map(({ workerId, name }) => (
        <MachineName key={workerId} name={name} />
      ))}
    </span>
  )
}

/** Head and rows of a table: each value of a setting with the machines that have it. `className`: of the cells that name machines. */
export function ValuesByMachine({
  values,
  className,
}: {
  values: SettingDifference['values']
  className?: string | undefined
}) {
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{say('workers.compare.value')}</th>
          <th scope="col" className={className}>
            {say('workers.compare.machines')}
          </th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ value, machines }) => (
          <tr key={value}>
            <th scope="row" translate="no">
              {value === '' ? say('workers.compare.empty') : value}
            </th>
            <td className={className}>
              <MachineNames machines={machines} />
            </td>
          </tr>
        ))}
      </tbody>
    </>
  )
}
