// How much a browser fetches before it shows something: the bounds that the dashboard keeps.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const KILOBYTE = 1000
/** Gzipped JavaScript of the first page, and of the flow editor in all, in kB. */
const BOUNDS = { 'index.html': 170, 'src/features/editor/EditorPage.tsx': 320 }

function chunksOf(manifest, name, found = new Set()) {
  const chunk = manifest[name]
  if (chunk && !found.has(chunk.file)) {
    found.add(chunk.file)
    for (const next of chunk.imports ?? []) chunksOf(manifest, next, found)
  }
  return found
}

/** Prints the sizes, and fails above a bound. */
export function checkSizes(output) {
  const manifest = JSON.parse(readFileSync(join(output, '.vite', 'manifest.json'), 'utf8'))
  const entry = chunksOf(manifest, 'index.html')
  for (const [name, bound] of Object.entries(BOUNDS)) {
    if (!manifest[name]) continue
    const chunks = [...new Set([...entry, ...chunksOf(manifest, name)])]
    const bytes = chunks.reduce((sum, file) => sum + gzipSync(readFileSync(join(output, file))).length, 0)
    const size = Math.round(bytes / KILOBYTE)
    console.log(`dashboard: ${name} needs ${size} kB of JavaScript (gzip), at most ${bound}`)
    if (size > bound) throw new Error(`${name} is larger than ${bound} kB`)
  }
}
