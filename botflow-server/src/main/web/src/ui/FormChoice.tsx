import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Choice } from './Choice'

interface Props<T extends FieldValues> {
  control: Control<T>
  name: FieldPath<T>
  label: string
  options: { id: string; label: string }[]
}

/** One of a few, as a field of a form. */
export function FormChoice<T extends FieldValues>({ control, name, label, options }: Props<T>) {
  const { t } = useTranslation()
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <div>
          <Choice label={label} value={field.value || null} options={options} onChange={field.onChange} />
          {fieldState.error?.message ? (
            <p role="alert" className="mt-1 text-danger-soft-foreground text-xs">
              {t(fieldState.error.message)}
            </p>
          ) : null}
        </div>
      )}
    />
  )
}
