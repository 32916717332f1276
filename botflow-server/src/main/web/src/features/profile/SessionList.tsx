import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { queries } from '../../app/queries'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import { useTimes } from '../../ui/times'
import { failed } from '../../ui/toasts'

/** Browser and system of a User-Agent, as far as they can be told. */
function deviceOf(program: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(program)?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(program)?.[1]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera' }
  return [browser ? (names[browser] ?? browser) : program.slice(0, 40), system].filter(Boolean).join(', ')
}

/** Where one is logged in. */
export function SessionList() {
  const { t } = useTranslation()
  const { at } = useTimes()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: async () => (await good(api.GET('/api/auth/sessions'))).data,
  })
  const end = async (id: string) => {
    await good(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } }))
    await queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <Section title={t('Where you are logged in')}>
      <Table label={t('Where you are logged in')} columns={[t('Device'), t('Address'), t('Last use'), '']}>
        {(sessions.data ?? []).map((session) => (
          <Row key={session.id}>
            <Cell>
              <span title={session.program}>{deviceOf(session.program)}</span>
            </Cell>
            <Cell>
              <bdi>{session.address}</bdi>
            </Cell>
            <Cell>{at(session.usedAt)}</Cell>
            <Cell isEnd>
              {session.current ? (
                <Chip size="sm" variant="soft" color="success">
                  {t('This one')}
                </Chip>
              ) : (
                <Button size="sm" variant="tertiary" onPress={() => void end(session.id).catch(failed)}>
                  {t('End it')}
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  )
}
