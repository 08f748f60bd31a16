import { ulid } from 'ulid'

/** A new id: 26 characters that sort by the moment they were made. */
export const newId = (at: number): string => ulid(at)
