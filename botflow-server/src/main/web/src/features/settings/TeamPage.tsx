import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { useMe } from '../../app/me'
import { queries } from '../../app/queries'
import { includes, ROLES, type Role, useMembers, useRole } from '../../app/role'
import { Choice } from '../../ui/Choice'
import { Confirm } from '../../ui/Confirm'
import { Rest } from '../../ui/Rest'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import { useTimes } from '../../ui/times'
import { failed, said } from '../../ui/toasts'
import { InviteDialog } from './InviteDialog'

type Member = Schemas['MembersMemberView']
type Invitation = Schemas['InvitationsInvitationView']

const again = () => queries.invalidateQueries({ queryKey: ['members'] })

function useInvitations(organization: string, enabled: boolean) {
  return useQuery({
    queryKey: ['members', organization, 'invitations'],
    enabled: enabled && organization !== '',
    queryFn: async () =>
      (await good(api.GET('/api/organizations/{id}/invitations', { params: { path: { id: organization } } })))
        .data,
  })
}

/** Who belongs, as what, and who is invited. */
export function TeamPage() {
  const { t } = useTranslation()
  const role = useRole()
  const me = useMe().data
  const members = useMembers()
  const organization = me?.organization ?? ''
  const decides = includes(role, 'admin')
  const invitations = useInvitations(organization, decides).data ?? []
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const { on } = useTimes()
  const give = async (member: Member, next: string) => {
    const path = { id: organization, userId: member.userId }
    await good(
      api.PATCH('/api/organizations/{id}/members/{userId}', { params: { path }, body: { role: next } }),
    )
    await again()
    said(t('{{name}} is {{role}} now', { name: member.name, role: t(roleOf(next).label) }))
  }
  const remove = async (member: Member) => {
    const path = { id: organization, userId: member.userId }
    await good(api.DELETE('/api/organizations/{id}/members/{userId}', { params: { path } }))
    await again()
  }
  return (
    <>
      <Section
        title={t('Members')}
        actions={
          decides ? (
            <Button onPress={() => setInviting(true)}>
              <UserPlus size={18} aria-hidden />
              {t('Invite')}
            </Button>
          ) : null
        }
      >
        <Table label={t('Members')} columns={[t('Name'), t('Role'), t('Since'), '']}>
          {(members.data ?? []).map((member) => (
            <Row key={member.userId}>
              <Cell>
                <span className="flex flex-wrap items-center gap-2 font-medium">
                  <bdi>{member.name}</bdi>
                  {member.userId === me?.id ? (
                    <Chip size="sm" variant="soft">
                      {t('You')}
                    </Chip>
                  ) : null}
                </span>
                <span className="block text-muted text-xs">{member.email}</span>
              </Cell>
              <Cell>
                {decides && member.userId !== me?.id && includes(role, member.role) ? (
                  <RoleChoice
                    member={member}
                    own={role}
                    onChange={(next) => give(member, next).catch(failed)}
                  />
                ) : (
                  t(roleOf(member.role).label)
                )}
              </Cell>
              <Cell>{on(member.since)}</Cell>
              <Cell isEnd>
                {decides && member.userId !== me?.id && includes(role, member.role) ? (
                  <Button
                    size="sm"
                    variant="tertiary"
                    aria-label={t('Remove {{name}}', { name: member.name })}
                    onPress={() => setLeaving(member)}
                  >
                    {t('Remove')}
                  </Button>
                ) : null}
              </Cell>
            </Row>
          ))}
        </Table>
        <Rest
          list={{ ...members, hasNextPage: false, isFetchingNextPage: false, fetchNextPage: members.refetch }}
        />
      </Section>
      {invitations.length > 0 ? <Waiting organization={organization} invitations={invitations} /> : null}
      <Section title={t('What each role may do')}>
        <dl className="grid gap-3 text-sm sm:grid-cols-2">
          {ROLES.map((each) => (
            <div key={each.id}>
              <dt className="font-medium">{t(each.label)}</dt>
              <dd className="text-muted">{t(each.about)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <InviteDialog
        isOpen={inviting}
        onOpenChange={setInviting}
        organization={organization}
        own={role}
        onInvited={again}
      />
      <Confirm
        isOpen={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t('Remove {{name}}?', { name: leaving?.name ?? '' })}
        about={t('The next click is refused already. Conversations that they answer wait for somebody else.')}
        action={t('Remove')}
        onConfirm={async () => leaving && remove(leaving)}
      />
    </>
  )
}

function roleOf(id: string) {
  return ROLES.find((role) => role.id === id) ?? ROLES[0]
}

function RoleChoice(props: { member: Member; own: Role; onChange: (role: string) => unknown }) {
  const { t } = useTranslation()
  return (
    <div className="w-36 [&_label]:sr-only">
      <Choice
        label={t('Role of {{name}}', { name: props.member.name })}
        value={props.member.role}
        options={ROLES.filter((role) => includes(props.own, role.id)).map((role) => ({
          id: role.id,
          label: t(role.label),
        }))}
        onChange={props.onChange}
      />
    </div>
  )
}

function Waiting({ organization, invitations }: { organization: string; invitations: Invitation[] }) {
  const { t } = useTranslation()
  const { on } = useTimes()
  const withdraw = async (invitationId: string) => {
    const path = { id: organization, invitationId }
    await good(api.DELETE('/api/organizations/{id}/invitations/{invitationId}', { params: { path } }))
    await again()
  }
  return (
    <Section title={t('Invited')} about={t('They join once they open the link of the mail.')}>
      <Table label={t('Invited')} columns={[t('E-mail'), t('Role'), t('Good until'), '']}>
        {invitations.map((invitation) => (
          <Row key={invitation.id}>
            <Cell>{invitation.email}</Cell>
            <Cell>{t(roleOf(invitation.role).label)}</Cell>
            <Cell>{on(invitation.expiresAt)}</Cell>
            <Cell isEnd>
              <Button
                size="sm"
                variant="tertiary"
                aria-label={t('Withdraw the invitation of {{address}}', { address: invitation.email })}
                onPress={() => void withdraw(invitation.id).catch(failed)}
              >
                {t('Withdraw')}
              </Button>
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  )
}
