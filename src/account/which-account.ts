export {
  accountOption,
  inAccount,
  inOwnAccount,
  type OwnAccount,
  ownAccount,
  unlessMayInAccount as unlessMay,
  whichAccount,
} from '../scopes'
