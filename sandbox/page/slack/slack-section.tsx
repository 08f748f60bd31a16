import type { ReactNode } from 'react'
import { SlackText } from './slack-text'
import type { SlackElement, SlackSection } from './slack-types'

interface Props {
  section: SlackSection
  control(element: SlackElement): ReactNode
}

/** Text, fields in two columns, and what stands beside them. */
export function SlackSectionView({ section: { text, fields, accessory }, control }: Props) {
  return (
    <div className="slack-section">
      <div>
        {text && <SlackText {...text} />}
        {fields && (
          <div className="slack-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other name
              <SlackText key={index} {...field} />
            ))}
          </div>
        )}
      </div>
      {accessory &&
        (accessory.type === 'image' ? (
          <img src={accessory.image_url} alt={accessory.alt_text} />
        ) : (
          control(accessory)
        ))}
    </div>
  )
}
