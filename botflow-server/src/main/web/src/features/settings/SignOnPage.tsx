import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, Problem, type Schemas } from '../../api/client'
import { useMe } from '../../app/me'
import { queries } from '../../app/queries'
import { Confirm } from '../../ui/Confirm'
import { Copyable } from '../../ui/Copyable'
import { Rest } from '../../ui/Rest'
import { Fact, Section } from '../../ui/Section'
import { failed, said } from '../../ui/toasts'
import { SignOnForm } from './SignOnForm'

const NOT_FOUND = 404

const again = () => queries.invalidateQueries({ queryKey: ['sso'] })

/** Null where there is none. */
function useConnection(id: string) {
  return useQuery({
    queryKey: ['sso', id],
    enabled: id !== '',
    queryFn: async () => {
      try {
        return await good(api.GET('/api/organizations/{id}/sso', { params: { path: { id } } }))
      } catch (error) {
        if (error instanceof Problem && error.status === NOT_FOUND) return null
        throw error
      }
    },
  })
}

/** The organisation's own provider of log-ins. */
export function SignOnPage() {
  const { t } = useTranslation()
  const id = useMe().data?.organization ?? ''
  const connection = useConnection(id)
  const [editing, setEditing] = useState(false)
  if (connection.isPending) return <Skeleton className="h-40 rounded-2xl" />
  if (connection.error) {
    return (
      <Rest
        list={{
          ...connection,
          hasNextPage: false,
          isFetchingNextPage: false,
          fetchNextPage: connection.refetch,
        }}
      />
    )
  }
  const saved = async () => {
    await again()
    setEditing(false)
    said(t('Saved'))
  }
  if (connection.data && !editing) {
    return <Current id={id} connection={connection.data} onEdit={() => setEditing(true)} />
  }
  return (
    <Section
      title={t('Single sign-on')}
      about={t(
        'Members log in at your own provider: Entra ID, Google Workspace, Okta, Keycloak, any with OpenID Connect.',
      )}
    >
      <Copyable label={t('Redirect address for the provider')} value={`${window.location.origin}/sso`} />
      <SignOnForm id={id} connection={connection.data ?? null} onSaved={saved} />
    </Section>
  )
}

interface CurrentProps {
  id: string
  connection: Schemas['ConnectionView']
  onEdit: () => void
}

function Current({ id, connection, onEdit }: CurrentProps) {
  const { t } = useTranslation()
  const [ending, setEnding] = useState(false)
  const [proving, setProving] = useState(false)
  const params = { params: { path: { id } } }
  const prove = async () => {
    setProving(true)
    try {
      await good(api.POST('/api/organizations/{id}/sso/prove-domain', params))
      await again()
      said(t('The domain is yours: single sign-on is on'))
    } catch (error) {
      failed(error)
    } finally {
      setProving(false)
    }
  }
  const end = async () => {
    await good(api.DELETE('/api/organizations/{id}/sso', params))
    await again()
  }
  return (
    <Section
      title={t('Single sign-on')}
      actions={
        <>
          <Button variant="secondary" onPress={onEdit}>
            {t('Change')}
          </Button>
          <Button variant="danger-soft" onPress={() => setEnding(true)}>
            {t('Switch off')}
          </Button>
        </>
      }
    >
      <dl>
        <Fact label={t('State')}>
          <Chip variant="soft" color={connection.provedAt ? 'success' : 'warning'}>
            {connection.provedAt ? t('On') : t('Waits for the proof of the domain')}
          </Chip>
        </Fact>
        <Fact label={t('Provider')}>
          <bdi>{connection.issuer}</bdi>
        </Fact>
        <Fact label={t('Domain of the addresses')}>
          <bdi>{connection.domain}</bdi>
        </Fact>
      </dl>
      {connection.provedAt ? null : (
        <div className="flex flex-col gap-3">
          <Copyable label={t('Put this into a TXT record of the domain')} value={connection.record} />
          <Button className="self-start" isPending={proving} onPress={() => void prove()}>
            {t('Look for the record')}
          </Button>
        </div>
      )}
      <Confirm
        isOpen={ending}
        onOpenChange={setEnding}
        title={t('Switch single sign-on off?')}
        about={t('Members log in with a password again; who has none asks for a new one.')}
        action={t('Switch off')}
        onConfirm={end}
      />
    </Section>
  )
}
