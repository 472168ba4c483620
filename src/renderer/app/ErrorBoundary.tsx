import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { say } from '../../shared/words/say.ts'
import type { Route } from '../state/ui.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

interface ErrorBoundaryProps {
  /** the screen it guards, or all of it */
  readonly where: Route | 'panel'
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly error: Error | null
}

/** Keeps a mistake in one part of the panel from taking down the rest. Jobs run in the main process and go on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <EmptyState
        icon={<TriangleAlert />}
        title={say(`panel.broken.${this.props.where}`)}
        text={say('panel.broken.text', { error: error.message })}
        actions={
          <>
            <Button look="primary" onClick={() => this.setState({ error: null })}>
              {say('panel.try-again')}
            </Button>
            <Button onClick={() => location.reload()}>{say('panel.reload')}</Button>
          </>
        }
      />
    )
  }
}
