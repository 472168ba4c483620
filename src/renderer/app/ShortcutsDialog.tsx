import { say } from '../../shared/words/say.ts'
import { setOverlay } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './ShortcutsDialog.module.css'
import { SHORTCUT_LIST } from './shortcut-list.ts'

/** The list of keyboard shortcuts (?). */
export function ShortcutsDialog() {
  const open = usePanel((state) => state.overlay === 'shortcuts')
  return (
    <Dialog open={open} onClose={() => setOverlay(null)} title={say('panel.shortcuts')} width={620}>
      <div className={styles.groups}>
        {SHORTCUT_LIST.map(({ where, shortcuts }) => (
          <section key={where}>
            <h3 className={styles.where}>{say(where)}</h3>
            <dl className={styles.list}>
              {shortcuts.map(({ keys, does }) => (
                <div key={keys} className={styles.row}>
                  <dt className={styles.keys} translate="no">
                    {keys.split('  ').map((each) => (
                      <kbd key={each}>{each}</kbd>
                    ))}
                  </dt>
                  <dd>{say(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
