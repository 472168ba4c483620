import { type RefObject, useEffect, useRef, useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import styles from './SettingsScreen.module.css'
import { SECTIONS, type Section, sectionId } from './sections.ts'
import { focusSetting } from './setting-places.ts'

interface SectionListProps {
  /** what scrolls, with all groups in it */
  readonly page: RefObject<HTMLDivElement | null>
}

/** The groups by name: pressing one brings it into view and moves the focus there. */
export function SectionList({ page }: SectionListProps) {
  const { shown, show } = useShownSection(page)
  useAsked(show)
  return (
    <nav className={styles.sections} data-region="sections" aria-label={say('panel.settings.sections')}>
      {SECTIONS.map((section) => (
        <button
          key={section}
          type="button"
          aria-current={section === shown ? 'true' : undefined}
          onClick={() => show(section)}
        >
          {say(`panel.settings.${section}`)}
        </button>
      ))}
    </nav>
  )
}

/** Shows the section that another part of the panel asked for, with the focus on the control that was meant. */
function useAsked(show: (section: Section) => void): void {
  const asked = usePanel((state) => state.settingAsked)
  useEffect(() => {
    const section = SECTIONS.find((name) => name === asked?.section)
    if (!asked || section === undefined) return
    usePanel.setState({ settingAsked: null })
    show(section)
    if (asked.label !== null) focusSetting(section, asked.label)
  }, [asked, show])
}

function goTo(section: Section): void {
  const heading = document.getElementById(sectionId(section))
  heading?.closest('section')?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/**
 * The group that was gone to, until the page scrolls; else the first whose heading is in view. Several are in view at once, and the last
 * ones cannot be scrolled to the top.
 */
function useShownSection(page: RefObject<HTMLDivElement | null>) {
  const [shown, setShown] = useState<Section>('appearance')
  /** where the page stood as a group was gone to, px; null: it has been scrolled since */
  const chosenAt = useRef<number | null>(null)
  useEffect(() => {
    if (page.current === null) return
    const inView = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) inView.add(target.id)
          else inView.delete(target.id)
        if (page.current?.scrollTop === chosenAt.current) return
        chosenAt.current = null
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
  const show = (section: Section) => {
    goTo(section)
    chosenAt.current = page.current?.scrollTop ?? null
    setShown(section)
  }
  return { shown, show }
}
