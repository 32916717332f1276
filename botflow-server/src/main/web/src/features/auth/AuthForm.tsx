import { Alert } from '@heroui/react/alert'
import { Button } from '@heroui/react/button'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'

interface Props<T extends FieldValues> {
  title: string
  about?: string
  form: UseFormReturn<T>
  onSubmit: (values: T) => Promise<void>
  action: string
  children: ReactNode
  below?: ReactNode
}

/** A form with one button. */
export function AuthForm<T extends FieldValues>(props: Props<T>) {
  const { form } = props
  const { errors, isSubmitting } = form.formState
  return (
    <>
      <h1 className="mb-1 font-semibold text-xl">{props.title}</h1>
      {props.about ? <p className="mb-5 text-muted text-sm">{props.about}</p> : <div className="mb-5" />}
      <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit(props.onSubmit)}>
        {errors.root?.message ? (
          <div role="alert">
            <Failure message={errors.root.message} />
          </div>
        ) : null}
        {props.children}
        <Button type="submit" fullWidth size="lg" isPending={isSubmitting} className="mt-2">
          {props.action}
        </Button>
      </form>
      {props.below ? <div className="mt-5 text-center text-muted text-sm">{props.below}</div> : null}
    </>
  )
}

function Failure({ message }: { message: string }) {
  return (
    <Alert status="danger">
      <Alert.Indicator />
      <Alert.Content>
        <Alert.Title>{message}</Alert.Title>
      </Alert.Content>
    </Alert>
  )
}

interface OutcomeProps {
  title: string
  about: string
  isBad?: boolean
  children?: ReactNode
}

/** How something ended, and where to go from there. */
export function Outcome({ title, about, isBad, children }: OutcomeProps) {
  const { t } = useTranslation()
  return (
    <div role={isBad ? 'alert' : 'status'} className="flex flex-col gap-3 text-center">
      <h1 className="font-semibold text-xl">{title}</h1>
      <p className="text-muted text-sm">{about}</p>
      {children ?? (
        <Link to="/login" className="button button--primary button--lg mt-2 w-full">
          {t('Log in')}
        </Link>
      )}
    </div>
  )
}
