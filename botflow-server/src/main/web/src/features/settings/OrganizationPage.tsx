import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good, tagged } from '../../api/client'
import { useMe } from '../../app/me'
import { queries } from '../../app/queries'
import { includes, useRole } from '../../app/role'
import { Confirm } from '../../ui/Confirm'
import { FormField } from '../../ui/FormField'
import { FormProblem } from '../../ui/FormProblem'
import { showProblem, something, useChecked, z } from '../../ui/forms'
import { Fact, Section } from '../../ui/Section'
import { useTimes } from '../../ui/times'
import { said } from '../../ui/toasts'

const schema = z.object({ name: something })

function useOrganization() {
  const id = useMe().data?.organization ?? ''
  return useQuery({
    queryKey: ['organization', id],
    enabled: id !== '',
    queryFn: () => tagged(api.GET('/api/organizations/{id}', { params: { path: { id } } })),
  })
}

const again = async () => {
  await queries.invalidateQueries({ queryKey: ['organization'] })
  await queries.invalidateQueries({ queryKey: ['organizations'] })
}

/** Name and end of the organisation. */
export function OrganizationPage() {
  const { t } = useTranslation()
  const { on } = useTimes()
  const role = useRole()
  const organization = useOrganization().data
  if (!organization) return <Skeleton className="h-40 rounded-2xl" />
  const { data, tag } = organization
  return (
    <>
      <Section title={t('Organisation')}>
        {includes(role, 'admin') ? <Name key={tag} id={data.id} name={data.name} tag={tag} /> : null}
        <dl>
          <Fact label={t('Name')}>
            <bdi>{data.name}</bdi>
          </Fact>
          <Fact label={t('Short name')}>
            <bdi>{data.slug}</bdi>
          </Fact>
          <Fact label={t('ID for programs')}>
            <code className="text-xs">{data.id}</code>
          </Fact>
          <Fact label={t('Since')}>{on(data.createdAt)}</Fact>
        </dl>
      </Section>
      <Ending id={data.id} name={data.name} isOwner={role === 'owner'} />
    </>
  )
}

function Name({ id, name, tag }: { id: string; name: string; tag: string | null }) {
  const { t } = useTranslation()
  const form = useChecked(schema, { name })
  const save = async (body: z.infer<typeof schema>) => {
    try {
      const headers = tag ? { 'If-Match': tag } : {}
      await good(api.PATCH('/api/organizations/{id}', { params: { path: { id } }, headers, body }))
      await again()
      said(t('Saved'))
    } catch (error) {
      showProblem(form, error)
    }
  }
  return (
    <form noValidate className="flex max-w-xl flex-col gap-4" onSubmit={form.handleSubmit(save)}>
      <FormField
        control={form.control}
        name="name"
        label={t('Name of the business')}
        autoComplete="organization"
      />
      <FormProblem form={form} />
      <Button
        type="submit"
        className="self-start"
        isDisabled={!form.formState.isDirty}
        isPending={form.formState.isSubmitting}
      >
        {t('Save')}
      </Button>
    </form>
  )
}

function Ending({ id, name, isOwner }: { id: string; name: string; isOwner: boolean }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'leave' | 'close' | null>(null)
  const params = { params: { path: { id } } }
  const end = async () => {
    await good(
      asked === 'close'
        ? api.DELETE('/api/organizations/{id}', params)
        : api.POST('/api/organizations/{id}/leave', params),
    )
    await queries.resetQueries()
  }
  return (
    <Section
      title={t('Leave or close')}
      about={t('The last owner stays: name another one first, or close the organisation.')}
      actions={
        <>
          <Button variant="tertiary" onPress={() => setAsked('leave')}>
            {t('Leave')}
          </Button>
          {isOwner ? (
            <Button variant="danger-soft" onPress={() => setAsked('close')}>
              {t('Close the organisation')}
            </Button>
          ) : null}
        </>
      }
    >
      <Confirm
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={asked === 'close' ? t('Close “{{name}}”?', { name }) : t('Leave “{{name}}”?', { name })}
        about={
          asked === 'close'
            ? t('For everybody and for good: bots stop, numbers are disconnected.')
            : t('You come back only when somebody invites you.')
        }
        action={asked === 'close' ? t('Close the organisation') : t('Leave')}
        onConfirm={end}
      />
    </Section>
  )
}
