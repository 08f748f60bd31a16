import { one } from './names-in-titles'

/** What people have roles in. */
export type ScopeKind = 'team' | 'workspace' | 'account'

export interface NamedScope {
  kind: ScopeKind
  name: string
}

/** E.g. `team Alpha`: no scope is named without saying what it is (B17). Fits a title. */
export const scopeWords = ({ kind, name }: NamedScope): string => `${kind} ${one(name)}`
