import type { SeenMessage } from '../../driver'
import { fileAddress } from './file-address'
import { usePerson } from './person-context'

interface Props {
  message: SeenMessage
  /** Undefined for a picture that the platform does not keep. */
  fileId: string | undefined
  alt: string
}

/** A picture in a message, large at a click; its words alone where the person may not see it. */
export function ShownPicture({ message, fileId, alt }: Props) {
  const person = usePerson()
  const isSeen = message.pictures?.some(({ id }) => id === fileId)
  if (fileId === undefined || !isSeen)
    return <p className="picture missing">This picture cannot be seen: {alt}</p>
  const address = fileAddress(person, fileId)
  return (
    <a className="picture" href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={alt} />
    </a>
  )
}
