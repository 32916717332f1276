import { useQuery } from '@tanstack/react-query'
import { api, good } from '../api/client'
import { text } from './language'
import { useMe } from './me'

/** What a member may be, from the least on. */
export const ROLES = [
  { id: 'viewer', label: text('Viewer'), about: text('Reads everything but settings') },
  { id: 'agent', label: text('Agent'), about: text('Answers customers') },
  { id: 'admin', label: text('Admin'), about: text('Builds bots, connects numbers, decides who belongs') },
  { id: 'owner', label: text('Owner'), about: text('Also names owners and closes the organisation') },
] as const

export type Role = (typeof ROLES)[number]['id']

const ORDER: string[] = ROLES.map((role) => role.id)

/** Whether a role may do what another may. */
export function includes(role: string, other: string): boolean {
  return ORDER.indexOf(role) >= ORDER.indexOf(other)
}

/** The members of the organisation that one is in. */
export function useMembers() {
  const organization = useMe().data?.organization
  return useQuery({
    queryKey: ['members', organization],
    enabled: organization !== undefined,
    queryFn: async () =>
      (
        await good(
          api.GET('/api/organizations/{id}/members', { params: { path: { id: organization as string } } }),
        )
      ).data,
  })
}

/** What one is in the organisation; viewer as long as nobody knows. The server decides in the end. */
export function useRole(): Role {
  const me = useMe().data
  const role = useMembers().data?.find((member) => member.userId === me?.id)?.role
  return (ROLES.find((each) => each.id === role) ?? ROLES[0]).id
}
