import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { FormField } from './FormField'

interface Props<T extends FieldValues> {
  control: Control<T>
  name: FieldPath<T>
  label?: string
}

/** The address that one logs in with. */
export function EmailField<T extends FieldValues>({ label, ...props }: Props<T>) {
  const { t } = useTranslation()
  return <FormField {...props} type="email" label={label ?? t('E-mail')} autoComplete="username" />
}

/** The password that one has. */
export function PasswordField<T extends FieldValues>({ label, ...props }: Props<T>) {
  const { t } = useTranslation()
  return (
    <FormField {...props} type="password" label={label ?? t('Password')} autoComplete="current-password" />
  )
}

/** A password that one chooses. */
export function NewPasswordField<T extends FieldValues>({ label, ...props }: Props<T>) {
  const { t } = useTranslation()
  return (
    <FormField
      {...props}
      type="password"
      label={label ?? t('Password')}
      description={t('At least 10 characters: a few words are a good password')}
      autoComplete="new-password"
    />
  )
}
