import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, type Schemas } from '../../api/client'
import { queries } from '../../app/queries'
import { Confirm } from '../../ui/Confirm'
import { Copyable } from '../../ui/Copyable'
import { Dialog } from '../../ui/Dialog'
import { Empty } from '../../ui/Page'
import { Rest } from '../../ui/Rest'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import { useTimes } from '../../ui/times'
import { NewKeyDialog } from './NewKeyDialog'

type Key = Schemas['ApiKeysKeyView']

const again = () => queries.invalidateQueries({ queryKey: ['api-keys'] })

/** Keys for programs: what each may do, and when it was last used. */
export function ApiKeysPage() {
  const { t } = useTranslation()
  const keys = useQuery({
    queryKey: ['api-keys'],
    queryFn: async () => (await good(api.GET('/api/api-keys'))).data,
  })
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const [rotating, setRotating] = useState<Key | null>(null)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const made = async (key: string) => {
    setMaking(false)
    setShown(key)
    await again()
  }
  const rotate = async (id: string) => {
    const { key } = await good(api.POST('/api/api-keys/{id}/rotate', { params: { path: { id } }, body: {} }))
    await made(key)
  }
  const revoke = async (id: string) => {
    await good(api.DELETE('/api/api-keys/{id}', { params: { path: { id } } }))
    await again()
  }
  const make = (
    <Button onPress={() => setMaking(true)}>
      <Plus size={18} aria-hidden />
      {t('Make a key')}
    </Button>
  )
  return (
    <>
      {keys.data?.length === 0 ? (
        <Empty
          icon={KeyRound}
          title={t('No keys yet')}
          about={t('With a key your own programs use the API, with the rights that you choose.')}
        >
          {make}
        </Empty>
      ) : (
        <Section title={t('API keys')} actions={make}>
          <Table label={t('API keys')} columns={[t('Name'), t('Rights'), t('Last use'), t('Good until'), '']}>
            {(keys.data ?? []).map((key) => (
              <KeyRow
                key={key.id}
                of={key}
                onRotate={() => setRotating(key)}
                onRevoke={() => setRevoking(key)}
              />
            ))}
          </Table>
          <Rest
            list={{ ...keys, hasNextPage: false, isFetchingNextPage: false, fetchNextPage: keys.refetch }}
          />
        </Section>
      )}
      <NewKeyDialog isOpen={making} onOpenChange={setMaking} onMade={made} />
      <Dialog
        isOpen={shown !== null}
        title={t('Your new key')}
        footer={<Button onPress={() => setShown(null)}>{t('I have kept it')}</Button>}
      >
        <p className="mb-4 text-sm">{t('It is shown this once: copy it to where your program finds it.')}</p>
        <Copyable label={t('Key')} value={shown ?? ''} />
      </Dialog>
      <Confirm
        isOpen={rotating !== null}
        onOpenChange={() => setRotating(null)}
        title={t('Replace “{{name}}”?', { name: rotating?.name ?? '' })}
        about={t(
          'A new key takes its place. The old one stays good for a day, so that programs can change over.',
        )}
        action={t('Replace')}
        onConfirm={async () => rotating && rotate(rotating.id)}
      />
      <Confirm
        isOpen={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={t('Revoke “{{name}}”?', { name: revoking?.name ?? '' })}
        about={t('Programs that use it are refused at once.')}
        action={t('Revoke')}
        onConfirm={async () => revoking && revoke(revoking.id)}
      />
    </>
  )
}

function KeyRow({ of: key, onRotate, onRevoke }: { of: Key; onRotate: () => void; onRevoke: () => void }) {
  const { t } = useTranslation()
  const { at } = useTimes()
  return (
    <Row>
      <Cell>
        <span className="block font-medium">
          <bdi>{key.name}</bdi>
        </span>
        <code className="text-muted text-xs">{key.hint}</code>
      </Cell>
      <Cell>
        <span className="flex max-w-56 flex-wrap gap-1">
          {key.scopes.map((scope) => (
            <Chip key={scope} size="sm" variant="soft">
              {scope}
            </Chip>
          ))}
        </span>
      </Cell>
      <Cell>{key.lastUsedAt ? at(key.lastUsedAt) : t('Never')}</Cell>
      <Cell>
        {key.expiresAt ? at(key.expiresAt) : t('No end')}
        {key.replacedBy ? <span className="block text-muted text-xs">{t('Replaced')}</span> : null}
      </Cell>
      <Cell isEnd>
        <span className="flex justify-end gap-2">
          {key.replacedBy ? null : (
            <Button
              size="sm"
              variant="tertiary"
              aria-label={t('Replace {{name}}', { name: key.name })}
              onPress={onRotate}
            >
              {t('Replace')}
            </Button>
          )}
          <Button
            size="sm"
            variant="danger-soft"
            aria-label={t('Revoke {{name}}', { name: key.name })}
            onPress={onRevoke}
          >
            {t('Revoke')}
          </Button>
        </span>
      </Cell>
    </Row>
  )
}
