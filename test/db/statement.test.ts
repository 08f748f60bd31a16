import { statement } from '../../src/db'

test('two texts of one name are refused, the same text twice is not', () => {
  statement('test.one', 'SELECT 1')
  statement('test.one', 'SELECT 1')
  expect(() => statement('test.one', 'SELECT 2')).toThrow('two statements are called test.one')
})
