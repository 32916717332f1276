import { useQuery } from '@tanstack/react-query'
import { api, good, type Schemas } from '../../api/client'
import { readDocument, type Step } from '../editor/document'
import { before, daysOf, type Range } from './range'

export type Figures = Schemas['FigureSet']

const ANALYTICS = 'analytics'

/** The zone in which the organisation's days begin. */
export function useZone() {
  return useQuery({
    queryKey: ['business-hours', 'zone'],
    queryFn: async () => (await good(api.GET('/api/business-hours'))).settings.zone,
  })
}

export function useOverview(range: Range, compare: boolean) {
  return useQuery({
    queryKey: [ANALYTICS, 'overview', range, compare],
    queryFn: () =>
      good(api.GET('/api/analytics/overview', { params: { query: { ...range, compare: String(compare) } } })),
  })
}

/** The figures of a day. */
export interface Day {
  day: string
  conversations: number
  /** Of as many days before; null where that was not asked for. */
  earlier: number | null
  resolved: number
  handedOff: number
  messagesIn: number
  messagesBot: number
  messagesPeople: number
}

const daily = async (range: Range) => {
  const { data } = await good(api.GET('/api/analytics/messages', { params: { query: { ...range } } }))
  return new Map(data.map((each) => [each.day, each.figures]))
}

/** Each day of a range, also those on which nothing happened. */
export function useDays(range: Range, compare: boolean) {
  return useQuery({
    queryKey: [ANALYTICS, 'days', range, compare],
    queryFn: async (): Promise<Day[]> => {
      const earlierRange = before(range)
      const [now, earlier] = await Promise.all([daily(range), compare ? daily(earlierRange) : null])
      const earlierDays = daysOf(earlierRange)
      return daysOf(range).map((day, index) => {
        const figures = now.get(day)
        return {
          day,
          conversations: figures?.conversations ?? 0,
          earlier: earlier ? (earlier.get(earlierDays[index] ?? '')?.conversations ?? 0) : null,
          resolved: figures?.resolvedByBot ?? 0,
          handedOff: figures?.handedOff ?? 0,
          messagesIn: figures?.messagesIn ?? 0,
          messagesBot: figures?.messagesBot ?? 0,
          messagesPeople: figures?.messagesPeople ?? 0,
        }
      })
    },
  })
}

export function useBotFigures(range: Range) {
  return useQuery({
    queryKey: [ANALYTICS, 'bots', range],
    queryFn: async () =>
      (await good(api.GET('/api/analytics/performance', { params: { query: { ...range } } }))).data,
  })
}

export function useChannelFigures(range: Range) {
  return useQuery({
    queryKey: [ANALYTICS, 'channels', range],
    queryFn: async () =>
      (await good(api.GET('/api/analytics/channels', { params: { query: { ...range } } }))).data,
  })
}

/** The bots of the organisation, and the channels that they answer on. */
export function useBots() {
  return useQuery({
    queryKey: ['bot-names'],
    queryFn: async () => (await good(api.GET('/api/bots', { params: { query: { limit: 100 } } }))).data,
  })
}

export type Bot = Schemas['BotView']

export function useFlows(bot: string) {
  return useQuery({
    queryKey: [ANALYTICS, 'flows', bot],
    queryFn: async () =>
      (await good(api.GET('/api/bots/{id}/workflows', { params: { path: { id: bot } } }))).data.filter(
        (flow) => flow.published,
      ),
  })
}

/** How the steps of a flow's live version do, and what they are. */
export function useSteps(bot: string, flow: Schemas['WorkflowSummary'] | undefined, range: Range) {
  const { from, to, channel } = range
  return useQuery({
    queryKey: [ANALYTICS, 'steps', bot, flow?.id, flow?.published?.number, range],
    enabled: flow !== undefined,
    queryFn: async () => {
      const id = flow?.id ?? ''
      const [figures, version] = await Promise.all([
        good(
          api.GET('/api/bots/{id}/analytics', {
            params: {
              path: { id: bot },
              query: { from, to, workflow: id, ...(channel ? { channel } : {}) },
            },
          }),
        ),
        good(
          api.GET('/api/bots/{id}/workflows/{workflowId}/versions/{number}', {
            params: { path: { id: bot, workflowId: id, number: flow?.published?.number ?? 0 } },
          }),
        ),
      ])
      const steps = new Map<string, Step>(readDocument(version.document).nodes.map((node) => [node.id, node]))
      return { figures, steps }
    },
  })
}

/** The figures by day, bot and channel, as a file. */
export async function readCsv(range: Range): Promise<string> {
  const csv = await good(
    api.GET('/api/analytics/export', { params: { query: { ...range } }, parseAs: 'text' }),
  )
  return csv as unknown as string
}
