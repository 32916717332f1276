import { Button } from '@heroui/react/button'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failed, said } from './toasts'

/** A text to take elsewhere, from left to right in every language. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation()
  const copy = () =>
    navigator.clipboard.writeText(value).then(() => said(t('Copied: {{what}}', { what: label })), failed)
  return (
    <div>
      <p className="mb-1 font-medium text-sm">{label}</p>
      <div className="flex items-center gap-2 rounded-xl border border-border bg-default py-1 ps-3 pe-1">
        <code dir="ltr" className="min-w-0 flex-1 select-all break-all text-start text-xs">
          {value}
        </code>
        <Button
          isIconOnly
          size="sm"
          variant="ghost"
          aria-label={t('Copy: {{what}}', { what: label })}
          onPress={() => void copy()}
        >
          <Copy size={16} aria-hidden />
        </Button>
      </div>
    </div>
  )
}
