import { type RefObject, useEffect, useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import styles from './SettingsScreen.module.css'
import { SECTIONS, type Section, sectionId } from './sections.ts'

interface SectionListProps {
  /** what scrolls, with all groups in it */
  readonly page: RefObject<HTMLDivElement | null>
}

/** The groups by name: pressing one brings it into view and moves the focus there. */
export function SectionList({ page }: SectionListProps) {
  const shown = useShownSection(page)
  return (
    <nav className={styles.sections} aria-label={say('panel.settings.sections')}>
      {SECTIONS.map((section) => (
        <button
          key={section}
          type="button"
          aria-current={section === shown ? 'true' : undefined}
          onClick={() => goTo(section)}
        >
          {say(`panel.settings.${section}`)}
        </button>
      ))}
    </nav>
  )
}

function goTo(section: Section): void {
  const heading = document.getElementById(sectionId(section))
  heading?.closest('section')?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** The first group whose heading is in view, while the page scrolls. */
function useShownSection(page: RefObject<HTMLDivElement | null>): Section {
  const [shown, setShown] = useState<Section>('appearance')
  useEffect(() => {
    if (page.current === null) return
    const inView = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) inView.add(target.id)
          else inView.delete(target.id)
        const first = SECTIONS.find((section) => inView.has(sectionId(section)))
        if (first !== undefined) setShown(first)
      },
      { root: page.current },
    )
    for (const section of SECTIONS) {
      const heading = document.getElementById(sectionId(section))
      if (heading) observer.observe(heading)
    }
    return () => observer.disconnect()
  }, [page])
  return shown
}
