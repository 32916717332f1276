import { Description } from '@heroui/react/description'
import { FieldError } from '@heroui/react/field-error'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'

interface Props<T extends FieldValues> {
  control: Control<T>
  name: FieldPath<T>
  label: string
  type?: 'text' | 'email' | 'password'
  autoComplete?: string
  description?: string
  autoFocus?: boolean
  inputMode?: 'numeric'
}

/** A text field of a form, with its own errors below it. */
export function FormField<T extends FieldValues>({ control, name, description, label, ...field }: Props<T>) {
  const { t } = useTranslation()
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: bound, fieldState }) => (
        <TextField
          {...field}
          fullWidth
          name={name}
          value={bound.value ?? ''}
          onChange={bound.onChange}
          onBlur={bound.onBlur}
          isInvalid={fieldState.invalid}
          validationBehavior="aria"
        >
          <Label>{label}</Label>
          <Input ref={bound.ref} />
          {description && !fieldState.error ? <Description>{description}</Description> : null}
          <FieldError>{fieldState.error?.message ? t(fieldState.error.message) : null}</FieldError>
        </TextField>
      )}
    />
  )
}
