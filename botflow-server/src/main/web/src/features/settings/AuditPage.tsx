import { Button } from '@heroui/react/button'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { useList } from '../../app/lists'
import { useMembers } from '../../app/role'
import { Choice } from '../../ui/Choice'
import { download } from '../../ui/download'
import { Rest } from '../../ui/Rest'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import { useTimes } from '../../ui/times'
import { failed } from '../../ui/toasts'

const ALL = 'all'

function filterOf(area: string, actor: string): { action?: string; actor?: string } {
  return { ...(area === ALL ? {} : { action: area }), ...(actor === ALL ? {} : { actor }) }
}

/** What was done, when and by whom. */
export function AuditPage() {
  const { t } = useTranslation()
  const { at } = useTimes()
  const [area, setArea] = useState(ALL)
  const [actor, setActor] = useState(ALL)
  const members = useMembers().data ?? []
  const filter = filterOf(area, actor)
  const log = useList(['audit-log', filter], (query) =>
    good(api.GET('/api/audit-log', { params: { query: { ...query, ...filter } } })),
  )
  const areas = [
    { id: ALL, label: t('Everything') },
    { id: 'bot', label: t('Bots') },
    { id: 'workflow', label: t('Flows') },
    { id: 'whatsapp', label: t('Channels') },
    { id: 'knowledge', label: t('Knowledge') },
    { id: 'contact', label: t('Contacts') },
    { id: 'member', label: t('Members') },
    { id: 'invitation', label: t('Invitations') },
    { id: 'key', label: t('API keys') },
    { id: 'sso', label: t('Single sign-on') },
    { id: 'organization', label: t('Organisation') },
  ]
  const exported = async () => {
    const csv = await good(api.GET('/api/audit-log/export', { params: { query: filter }, parseAs: 'text' }))
    download('audit-log.csv', csv as unknown as string)
  }
  return (
    <Section
      title={t('Audit log')}
      about={t('It only grows: nobody changes or removes an entry.')}
      actions={
        <Button variant="secondary" onPress={() => void exported().catch(failed)}>
          <Download size={18} aria-hidden />
          {t('Export as CSV')}
        </Button>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice label={t('About')} value={area} options={areas} onChange={setArea} />
        <Choice
          label={t('By')}
          value={actor}
          options={[
            { id: ALL, label: t('Everybody') },
            ...members.map((member) => ({ id: member.userId, label: member.name })),
          ]}
          onChange={setActor}
        />
      </div>
      <Table label={t('Audit log')} columns={[t('Time'), t('Who'), t('What'), t('Details')]}>
        {log.all.map((entry) => (
          <Row key={entry.id}>
            <Cell>
              <span className="whitespace-nowrap">{at(entry.at)}</span>
              <span className="block text-muted text-xs" title={entry.program}>
                {entry.address}
              </span>
            </Cell>
            <Cell>
              <bdi className="block min-w-40 break-words">{entry.actorName || t('The server')}</bdi>
            </Cell>
            <Cell>
              <code dir="ltr" className="text-xs">
                {entry.action}
              </code>
            </Cell>
            <Cell>
              <span dir="auto" className="block min-w-40 max-w-xs break-words text-muted text-xs">
                {Object.entries((entry.details ?? {}) as Record<string, unknown>)
                  .map(([name, value]) => `${name}: ${String(value)}`)
                  .join(', ')}
              </span>
            </Cell>
          </Row>
        ))}
      </Table>
      {log.isSuccess && log.all.length === 0 ? (
        <p className="text-muted text-sm">{t('Nothing found')}</p>
      ) : null}
      <Rest list={log} />
    </Section>
  )
}
