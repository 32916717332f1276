import { Label } from '@heroui/react/label'
import { ListBox } from '@heroui/react/list-box'
import { Select } from '@heroui/react/select'

interface Props {
  label: string
  /** Null where nothing of it is chosen. */
  value: string | null
  options: { id: string; label: string }[]
  onChange: (id: string) => void
}

/** One of a few. */
export function Choice({ label, value, options, onChange }: Props) {
  return (
    <Select fullWidth value={value} onChange={(key) => key !== null && onChange(String(key))}>
      <Label>{label}</Label>
      <Select.Trigger>
        <Select.Value />
        <Select.Indicator />
      </Select.Trigger>
      <Select.Popover>
        <ListBox>
          {options.map((option) => (
            <ListBox.Item key={option.id} id={option.id} textValue={option.label}>
              <span dir="auto">{option.label}</span>
              <ListBox.ItemIndicator />
            </ListBox.Item>
          ))}
        </ListBox>
      </Select.Popover>
    </Select>
  )
}
