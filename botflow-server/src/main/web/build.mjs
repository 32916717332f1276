// What Maven runs: packages, checks, bundle and sizes, each only when its inputs have changed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkSizes } from './sizes.mjs'
import { checkTexts } from './texts.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const output = process.argv[2] ?? join(here, '../../../target/classes/dashboard')
const windows = process.platform === 'win32'

function run(program, ...parameters) {
  execFileSync(program, parameters, { cwd: here, stdio: 'inherit', shell: windows })
}

function tool(name) {
  return join(here, 'node_modules', '.bin', windows ? `${name}.cmd` : name)
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? files(path) : [path]
    })
    .sort()
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    hash.update(path).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Does the work unless the stamp says that it was done with the same inputs. */
function once(stamp, hash, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  rmSync(stamp, { force: true })
  work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

const packages = hashOf([join(here, 'package.json'), join(here, 'package-lock.json')])
once(join(here, 'node_modules', '.botflow-packages'), packages, () =>
  run(windows ? 'npm.cmd' : 'npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'),
)

const stamp = join(output, '..', '..', 'dashboard.stamp')
if (!existsSync(join(output, 'index.html'))) rmSync(stamp, { force: true })
once(stamp, hashOf(files(here)), () => {
  for (const path of files(join(here, 'src'))) {
    const lines = readFileSync(path, 'utf8').split('\n').length
    if (
      statSync(path).isFile() &&
      /\.(tsx?|css)$/.test(path) &&
      !path.endsWith('schema.d.ts') &&
      lines > 401
    ) {
      throw new Error(`${path} has ${lines} lines; at most 400`)
    }
  }
  run(tool('biome'), 'check', '--error-on-warnings', '.')
  run(process.execPath, join(here, 'node_modules', 'typescript-native', 'bin', 'tsc'), '--noEmit')
  checkTexts(here)
  run(tool('vitest'), 'run', '--dir', 'src', '--reporter=dot')
  run(tool('vite'), 'build', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn')
  checkSizes(output)
})
