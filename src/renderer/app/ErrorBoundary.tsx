import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

interface ErrorBoundaryProps {
  /** what it guards, for the sentence: "the gallery" */
  readonly where: string
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
        title={`Something went wrong in ${this.props.where}`}
        text={`${error.message} Jobs that run are not touched by this.`}
        actions={
          <>
            <Button look="primary" onClick={() => this.setState({ error: null })}>
              Try again
            </Button>
            <Button onClick={() => location.reload()}>Reload the panel</Button>
          </>
        }
      />
    )
  }
}
