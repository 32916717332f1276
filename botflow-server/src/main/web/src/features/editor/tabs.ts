import { useEffect } from 'react'
import { useEditor } from './store'

/**
 * One tab edits a flow. A second one shows it, until the first is closed or the person takes it over.
 */
export function useOneTab(workflow: string) {
  useEffect(() => {
    const channel = new BroadcastChannel(`botflow.editor.${workflow}`)
    const me = crypto.randomUUID()
    channel.onmessage = ({ data }: MessageEvent<{ says: 'who' | 'mine' | 'take'; from: string }>) => {
      if (data.from === me) return
      const { readOnly } = useEditor.getState()
      if (data.says === 'who' && !readOnly) channel.postMessage({ says: 'mine', from: me })
      if (data.says === 'mine' || data.says === 'take') useEditor.setState({ readOnly: true })
    }
    const take = () => channel.postMessage({ says: 'take', from: me })
    window.addEventListener(TAKE, take)
    channel.postMessage({ says: 'who', from: me })
    return () => {
      window.removeEventListener(TAKE, take)
      channel.close()
      useEditor.setState({ readOnly: false })
    }
  }, [workflow])
}

const TAKE = 'botflow:take-over'

/** The other tabs only show the flow from now on. */
export function takeOver() {
  window.dispatchEvent(new Event(TAKE))
}
