import { monotonicFactory } from 'ulid'

const next = monotonicFactory()

/** A new id: 26 characters that sort by the moment they were made; within one process also by their order. */
export const newId = (at: number): string => next(at)
