import { api, good, type Schemas } from '../../api/client'
import { type FlowDocument, readDocument } from './document'

/** As much as the server takes. */
const MOST_BYTES = 2 * 1024 * 1024

export type Imported =
  | { document: FlowDocument; findings: Schemas['WorkflowFindings'] }
  | { refused: 'too-large' | 'unreadable' | 'no-flow' }

/** Reads a file and asks the server what is wrong with its flow; nothing is saved. */
export async function readFlowFile(file: Blob, path: { id: string; workflowId: string }): Promise<Imported> {
  if (file.size > MOST_BYTES) return { refused: 'too-large' }
  let read: unknown
  try {
    read = JSON.parse(await file.text())
  } catch {
    return { refused: 'unreadable' }
  }
  if (!isFlow(read)) return { refused: 'no-flow' }
  const findings = await good(
    api.POST('/api/bots/{id}/workflows/{workflowId}/validate', {
      params: { path },
      body: { document: read },
    }),
  )
  return { document: readDocument(read), findings }
}

/** Steps with an id and a type, and connections between them: what the canvas can draw. */
function isFlow(value: unknown): boolean {
  const { nodes, edges } = (value ?? {}) as { nodes?: unknown; edges?: unknown }
  const all = (list: unknown, keys: string[]) =>
    Array.isArray(list) &&
    list.every(
      (each) =>
        typeof each === 'object' && each !== null && keys.every((key) => typeof each[key] === 'string'),
    )
  return all(nodes, ['id', 'type']) && (edges === undefined || all(edges, ['source', 'target']))
}

/** Asks for a file; null where none is chosen. */
export function pickFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.json,application/json'
    input.onchange = () => resolve(input.files?.[0] ?? null)
    input.oncancel = () => resolve(null)
    input.click()
  })
}
