import { api, Problem, type Schemas, tagged } from '../../api/client'
import type { FlowDocument } from './document'
import { told, useEditor } from './store'

/** Nothing is unsaved for longer than this and one answer of the server. */
const WAIT_MS = 900
const AGAIN_MS = 4_000

/** Saves the draft while it is edited, each time on top of what this page has seen. */
export class Autosave {
  private tag: string | null
  private kept: FlowDocument
  private timer: number | undefined
  private running: Promise<void> = Promise.resolve()
  private readonly stopListening: () => void

  constructor(
    private readonly path: { id: string; workflowId: string },
    tag: string | null,
    private readonly shown: (view: Schemas['WorkflowView']) => void,
  ) {
    this.tag = tag
    this.kept = useEditor.getState().document
    this.stopListening = useEditor.subscribe(({ document, saved }, before) => {
      if (document !== before.document && saved !== 'conflict') this.soon(WAIT_MS)
    })
    window.addEventListener('online', this.now)
    window.addEventListener('beforeunload', this.leaving)
  }

  private soon(wait: number) {
    this.timer ??= window.setTimeout(() => void this.now(), wait)
  }

  /** Saves what is not saved yet; one after the other. */
  now = (): Promise<void> => {
    window.clearTimeout(this.timer)
    this.timer = undefined
    this.running = this.running.then(() => this.save())
    return this.running
  }

  private async save() {
    const { document, saved, readOnly } = useEditor.getState()
    if (saved === 'conflict' || readOnly) return
    if (document === this.kept) {
      // Everything since was taken back.
      useEditor.setState({ saved: 'saved' })
      return
    }
    useEditor.setState({ saved: 'saving' })
    try {
      const { data, tag } = await tagged(
        api.PATCH('/api/bots/{id}/workflows/{workflowId}', {
          params: { path: this.path, header: this.tag ? { 'If-Match': this.tag } : {} },
          body: { document },
        }),
      )
      this.seen(data, tag)
      told(document, data)
      this.kept = document
      const still = useEditor.getState().document === document
      useEditor.setState({ saved: still ? 'saved' : 'changed' })
    } catch (error) {
      if (error instanceof Problem && error.status === 412) {
        useEditor.setState({ saved: 'conflict' })
      } else {
        useEditor.setState({ saved: 'offline' })
        this.soon(AGAIN_MS)
      }
    }
  }

  /** What the server answered is what the next save is on top of. */
  seen(view: Schemas['WorkflowView'], tag: string | null) {
    this.tag = tag
    this.shown(view)
  }

  get seenTag(): string | null {
    return this.tag
  }

  /** Somebody else saved meanwhile: this page's draft goes on top of theirs. */
  async overwrite() {
    const { tag } = await tagged(
      api.GET('/api/bots/{id}/workflows/{workflowId}', { params: { path: this.path } }),
    )
    this.tag = tag
    useEditor.setState({ saved: 'changed' })
    await this.now()
  }

  private leaving = (event: BeforeUnloadEvent) => {
    if (useEditor.getState().document !== this.kept && !useEditor.getState().readOnly) {
      void this.now()
      event.preventDefault()
    }
  }

  stop() {
    window.clearTimeout(this.timer)
    this.stopListening()
    window.removeEventListener('online', this.now)
    window.removeEventListener('beforeunload', this.leaving)
    void this.now()
  }
}
