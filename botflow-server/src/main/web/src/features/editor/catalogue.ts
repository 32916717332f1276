import type { Schemas as Records } from '../../api/client'
import type { Schema } from './schema'

/** What the server says of a type of step, a partner's own included. */
export type StepType = Omit<Records['NodeTypeRoutesNodeTypeView'], 'settings'> & { settings: Settings }

/** The settings of a type; what they refer to is among their own definitions. */
type Settings = Schema & { $defs?: Record<string, Schema> }

let types = new Map<string, StepType>()

/** From now on flows can be made of these. */
export function learnTypes(all: StepType[]) {
  types = new Map(all.map((type) => [type.name, type]))
}

/** In the order of the palette. */
export function allTypes(): StepType[] {
  return [...types.values()]
}

export function typeOf(name: string): StepType | undefined {
  return types.get(name)
}
