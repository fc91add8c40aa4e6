'use client'

import { Component, type ReactNode } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { Section } from '@/components/ui/Section'
import { clientErrorId } from './clientErrorId'

export interface ModuleBoundaryProps {
  /** What the part is called, where it stands instead of the part. */
  readonly title: string
  readonly children: ReactNode
}

interface State {
  readonly errorId: string | null
}

/** A part of a page that may break alone: the rest of the page stays, and the part can be tried again. */
export class ModuleBoundary extends Component<ModuleBoundaryProps, State> {
  override state: State = { errorId: null }

  static getDerivedStateFromError(): State {
    return { errorId: clientErrorId(Date.now(), Math.random()) }
  }

  override render(): ReactNode {
    const { errorId } = this.state
    if (errorId === null) return this.props.children
    return (
      <Section title={this.props.title}>
        <ErrorState
          className="py-4"
          title="This part is broken"
          errorId={errorId}
          onRetry={() => this.setState({ errorId: null })}
        >
          The rest of the page works on. If it stays, give the error id to an administrator.
        </ErrorState>
      </Section>
    )
  }
}
