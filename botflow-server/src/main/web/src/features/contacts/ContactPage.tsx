import { Skeleton } from '@heroui/react/skeleton'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
import { useMayErase, useMayWrite } from '../inbox/people'
import { Consent, Facts, History, Profile } from './ContactFacts'
import { ContactForm } from './ContactForm'
import { ContactRights } from './ContactRights'
import { calledOf, useContact } from './contacts'

/** All that there is of a customer. */
export function ContactPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { contactId } = useParams({ from: '/inside/contacts/$contactId' })
  const contact = useContact(contactId)
  const mayWrite = useMayWrite()
  const mayErase = useMayErase()
  const { data } = contact
  return (
    <Page title={data ? calledOf(data) : t('Contact')}>
      <Link to="/contacts" className="-mt-4 flex items-center gap-1.5 self-start text-link text-sm">
        <ArrowLeft size={16} className="rtl:rotate-180" aria-hidden />
        {t('All contacts')}
      </Link>
      {contact.isPending ? <Skeleton className="h-40 rounded-2xl" /> : null}
      {contact.isError ? <p role="alert">{t('There is no such contact.')}</p> : null}
      {data ? (
        <div className="grid gap-6 lg:grid-cols-2">
          <div className="rounded-2xl border border-border bg-surface">
            <Facts title={t('Profile')}>
              <Profile contact={data} />
            </Facts>
            <Facts title={t('Offers')}>
              <Consent contact={data} />
            </Facts>
            <Facts title={t('Conversations')}>
              <History contactId={data.id} />
            </Facts>
            {mayErase ? (
              <Facts title={t('Data')}>
                <ContactRights contact={data} onErased={() => void navigate({ to: '/contacts' })} />
              </Facts>
            ) : null}
          </div>
          {mayWrite ? (
            <div className="self-start rounded-2xl border border-border bg-surface p-5">
              <ContactForm key={data.id} contact={data} />
            </div>
          ) : null}
        </div>
      ) : null}
    </Page>
  )
}
