import type { FieldValues, UseFormReturn } from 'react-hook-form'

/** What is wrong with a form as a whole. */
export function FormProblem<T extends FieldValues>({ form }: { form: UseFormReturn<T> }) {
  const message = form.formState.errors.root?.message
  return message ? (
    <p role="alert" className="text-danger-soft-foreground text-sm">
      {message}
    </p>
  ) : null
}
