import type { ReactNode } from 'react'
import type { SeenField } from '../../driver'

interface Props {
  field: SeenField
  legend: ReactNode
  values: string[]
  described: string
  change(values: string[]): void
}

/** Several of a list: switches, or people. */
export function ChoiceList({ field, legend, values, described, change }: Props) {
  const toggle = (value: string, isOn: boolean) =>
    change(isOn ? [...values.filter((each) => each !== ''), value] : values.filter((each) => each !== value))
  return (
    <fieldset className="choices" {...(described && { 'aria-describedby': described })}>
      <legend>{legend}</legend>
      {(field.options ?? []).map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
