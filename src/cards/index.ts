/** Posted cards: every message that shows a subject is remembered and redrawn from state when the subject changes (B4). */
export type { CardKind } from './card-kind'
export { type Cards, createCards } from './cards'
export { isShownTo } from './copies'
export { redrawMissed } from './redraw-missed'
export { refreshSoon } from './refresh-soon'
