import { Chip } from '@heroui/react/chip'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useOrganizations } from '../../app/me'
import { Page } from '../../ui/Page'

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-border border-b py-3 last:border-b-0">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-medium text-sm">{children}</dd>
    </div>
  )
}

/** Oneself and the organisation that one is in. */
export function SettingsPage() {
  const { t } = useTranslation()
  const me = useMe().data
  const organization = useOrganizations().data?.find((each) => each.id === me?.organization)
  return (
    <Page title={t('Settings')}>
      <section className="rounded-2xl border border-border bg-surface p-5">
        <h2 className="mb-2 font-semibold">{t('Your account')}</h2>
        <dl>
          <Row label={t('Name')}>{me?.name}</Row>
          <Row label={t('E-mail')}>{me?.email}</Row>
          <Row label={t('Second factor')}>
            <Chip color={me?.secondFactor ? 'success' : 'default'} variant="soft">
              {me?.secondFactor ? t('On') : t('Off')}
            </Chip>
          </Row>
        </dl>
      </section>
      <section className="rounded-2xl border border-border bg-surface p-5">
        <h2 className="mb-2 font-semibold">{t('Organisation')}</h2>
        <dl>
          <Row label={t('Name')}>{organization?.name}</Row>
        </dl>
      </section>
    </Page>
  )
}
