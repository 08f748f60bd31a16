import { readZone } from '../../../src/notices/preferences/read-zone'

test.each([
  ['berlin', 'Europe/Berlin'],
  [' europe/berlin ', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['kolkata', 'Asia/Kolkata'],
  ['Kyiv', 'Europe/Kyiv'],
  ['India', 'Asia/Kolkata'],
  ['Japan', 'Asia/Tokyo'],
  ['United Kingdom', 'Europe/London'],
  ['utc', 'UTC'],
])('"%s" is %s', (typed, zone) => {
  expect(readZone(typed)).toEqual({ zone })
})

test.each([
  ['EST', 'abbreviation', ['America/New_York']],
  ['cet', 'abbreviation', ['Europe/Berlin']],
  ['GMT', 'abbreviation', ['Europe/London']],
  ['PST8PDT', 'abbreviation', ['America/Los_Angeles']],
  ['+02:00', 'offset', []],
  ['UTC+2', 'offset', []],
  ['gmt -5', 'offset', []],
  ['Etc/GMT-2', 'offset', []],
  ['Berlim', 'unknown', ['Europe/Berlin']],
  ['Germany', 'unknown', ['Europe/Berlin', 'Europe/Busingen']],
  ['United States', 'unknown', []],
  ['act', 'unknown', []],
  ['', 'unknown', []],
])('"%s" is no zone: %s', (typed, why, maybe) => {
  expect(readZone(typed)).toEqual({ why, maybe })
})
