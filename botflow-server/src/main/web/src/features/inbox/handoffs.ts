import { useQuery } from '@tanstack/react-query'
import i18n from 'i18next'
import { api, good, type Schemas } from '../../api/client'
import { kindOf } from '../editor/kinds'

export type HandoffEvent = Schemas['HandoffsHandoffView']
type Step = Schemas['HandoffsStepView']

/** Who had the conversation; read again when its owner or status changes. */
export function useHandoffs(conversationId: string, state: string) {
  return useQuery({
    queryKey: ['handoffs', conversationId, state],
    queryFn: async () =>
      (await good(api.GET('/api/conversations/{id}/handoffs', { params: { path: { id: conversationId } } })))
        .data,
    placeholderData: (before) => before,
  })
}

/** The steps of the flow that a conversation is in. */
export function useSteps(conversationId: string, isWanted = true) {
  return useQuery({
    queryKey: ['steps', conversationId],
    enabled: isWanted,
    queryFn: async () =>
      (await good(api.GET('/api/conversations/{id}/steps', { params: { path: { id: conversationId } } })))
        .data,
  })
}

/** What a step is called: by its author, else by what it does. */
export function nameOfStep(step: Step): string {
  return step.label || i18n.t(kindOf(step.type).title)
}

/** A handoff in a few words. */
export function toldOf({ kind, by, reason }: HandoffEvent): string {
  const who = by ?? ''
  if (kind === 'taken_over') return i18n.t('{{name}} took over', { name: who })
  if (kind === 'queued') return i18n.t('{{name}} put it into the queue', { name: who })
  if (kind === 'ended') return i18n.t('The conversation has ended')
  if (kind === 'given_back') {
    return by === 'timer'
      ? i18n.t('The time for people ran out: the bot goes on')
      : i18n.t('{{name}} gave it back to the bot', { name: who })
  }
  return reason
    ? i18n.t('The bot asks for a person: {{reason}}', { reason })
    : i18n.t('The bot asks for a person')
}
