import { zodResolver } from '@hookform/resolvers/zod'
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import { z } from 'zod'
import { Problem } from '../api/client'
import { text } from '../app/language'
import { reasonOf } from './toasts'

// Zod would otherwise try whether it may make code, which the pages' policy forbids.
z.config({ jitless: true })

export { z }

/** As the server has it: from 10 to 256 characters. */
const LEAST_PASSWORD = 10
const MOST_PASSWORD = 256

export const email = z.email(text('Please write an e-mail address, such as ada@example.org'))
export const password = z
  .string()
  .min(LEAST_PASSWORD, text('At least 10 characters: a few words are a good password'))
  .max(MOST_PASSWORD, text('At most 256 characters'))
export const something = z.string().trim().min(1, text('Please fill this in'))

/** A form that checks by a schema. */
export function useChecked<T extends FieldValues>(
  schema: z.ZodType<T, T>,
  defaultValues: DefaultValues<T>,
): UseFormReturn<T> {
  return useForm<T>({ resolver: zodResolver(schema) as never, defaultValues, mode: 'onTouched' })
}

/** Puts the server's problems to their fields, and what has none above the form. */
export function showProblem<T extends FieldValues>(form: UseFormReturn<T>, error: unknown) {
  const fields = Object.keys(form.getValues())
  const places = error instanceof Problem ? error.places : []
  const known = places.filter((place) => fields.includes(place.path.slice(1)))
  for (const place of known) {
    form.setError(place.path.slice(1) as FieldPath<T>, { message: place.message })
  }
  if (known.length === 0) form.setError('root', { message: reasonOf(error) })
}
