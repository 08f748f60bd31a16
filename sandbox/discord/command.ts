export interface CommandOption {
  type: number
  name: string
  description: string
  name_localizations?: Record<string, string> | null
  description_localizations?: Record<string, string> | null
  required?: boolean | null
  autocomplete?: boolean | null
  file_types?: string[] | null
  choices?:
    | { name: string; value: string | number; name_localizations?: Record<string, string> | null }[]
    | null
  options?: CommandOption[] | null
  min_value?: number | null
  max_value?: number | null
  min_length?: number | null
  max_length?: number | null
}

export interface Command {
  id: string
  application_id: string
  guild_id?: string
  type: number
  name: string
  description: string
  name_localizations: Record<string, string> | null
  description_localizations: Record<string, string> | null
  options: CommandOption[]
  default_member_permissions: string | null
  dm_permission?: boolean
  contexts: number[] | null
  integration_types: number[]
  nsfw: boolean
  version: string
}
