import { useMe } from '../../app/me'
import { useMembers } from './conversations'

/** Whether one may do more here than look. */
export function useMayWrite(): boolean {
  const me = useMe().data
  const members = useMembers(me?.organization).data
  return members?.some((each) => each.userId === me?.id && each.role !== 'viewer') ?? false
}

/** Under what drafts and messages that wait are kept: one person, in one organisation. */
export function useOwner(): string | null {
  const me = useMe().data
  return me?.organization ? `${me.organization}.${me.id}` : null
}

/** Whether one may take out and erase all that there is of a customer. */
export function useMayErase(): boolean {
  const me = useMe().data
  const members = useMembers(me?.organization).data
  const role = members?.find((each) => each.userId === me?.id)?.role
  return role === 'owner' || role === 'admin'
}
