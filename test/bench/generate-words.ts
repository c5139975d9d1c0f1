/** Words of the field, Dutch and English side by side: generated names must be worth searching for. */
type Pair = readonly [nl: string, en: string]

const pairs = (text: string): Pair[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [nl = '', en = ''] = line.trim().split(' = ')
      return [nl, en]
    })

export const ACTIONS = pairs(`
  Vereenvoudiging van = Simplification of
  Digitalisering van = Digitisation of
  Vernieuwing van = Renewal of
  Eengemaakte toegang tot = Single access to
  Automatische toekenning van = Automatic granting of
  Veilige uitwisseling van = Secure exchange of
  Centraal beheer van = Central management of
  Slimme opvolging van = Smart follow-up of
  Hergebruik van = Reuse of
  Koppeling van = Connection of
  Opschaling van = Scaling of
  Herziening van = Revision of
`)

export const SUBJECTS = pairs(`
  omgevingsvergunningen = environmental permits
  studietoelagen = study grants
  kinderopvangplaatsen = childcare places
  waterpeilmetingen = water level readings
  adresgegevens = address data
  bedrijfsdossiers = company files
  zorgbudgetten = care budgets
  leerlingenvervoer = school transport
  sociale woningen = social housing
  erfgoedcollecties = heritage collections
  verkeersstromen = traffic flows
  landbouwpercelen = agricultural parcels
  bodemattesten = soil certificates
  energiepremies = energy premiums
  inburgeringstrajecten = integration courses
  sportinfrastructuur = sports facilities
  jeugdhulpdossiers = youth care files
  vastgoedtransacties = property transactions
  luchtkwaliteitsmetingen = air quality readings
  diplomagegevens = diploma data
  subsidieaanvragen = grant applications
  mandatenregisters = registers of mandates
  notulen en besluiten = minutes and resolutions
  burgerprofielen = citizen profiles
  meldingen openbaar domein = reports on public space
  hoogtemodellen = height models
  kadasterplannen = cadastral plans
  wegenwerken = road works
  arbeidsbemiddeling = job placement
  gezondheidspreventie = health prevention
  natuurinrichting = nature development
  toerismecijfers = tourism figures
  archiefstukken = archival records
  cultuurcheques = culture vouchers
  bouwmaterialen = building materials
  havenbewegingen = port movements
  facturen en betalingen = invoices and payments
  toegankelijkheidsrapporten = accessibility reports
  deelmobiliteit = shared mobility
  drinkwaterbronnen = drinking water sources
`)

export const AUDIENCES = pairs(`
  lokale besturen = local authorities
  ondernemers = entrepreneurs
  scholen = schools
  gezinnen = families
  zorgverleners = care providers
  landbouwers = farmers
  onderzoekers = researchers
  verenigingen = associations
  huurders en verhuurders = tenants and landlords
  werkzoekenden = job seekers
  architecten = architects
  mantelzorgers = informal carers
  politiezones = police zones
  nieuwkomers = newcomers
  reizigers = travellers
  ontwikkelaars = developers
`)

export const PLATFORMS = pairs(`
  Register = Register
  Platform = Platform
  Catalogus = Catalogue
  Loket = Front desk
  Koppelvlak = Interface
  Kennisgraaf = Knowledge graph
  Rekenmotor = Calculation engine
  Authenticatiedienst = Authentication service
  Notificatiedienst = Notification service
  Datakluis = Data vault
`)

export const RESULTS = pairs(`
  Handleiding = Manual
  Proefopstelling = Pilot
  Gegevensmodel = Data model
  Toepassing = Application
  Opleidingsreeks = Course series
  Testomgeving = Test environment
  Dashboard = Dashboard
  Afsprakenkader = Agreement framework
  Migratieplan = Migration plan
  Evaluatierapport = Evaluation report
`)

export const ORGANISATIONS = pairs(`
  Agentschap = Agency
  Departement = Department
  Intercommunale = Intermunicipal company
  Hogeschool = University college
  Stad = City
  Vzw = Non-profit
`)

/** SQL for one of the words, chosen by a text expression: the same one in both languages. */
export function word(list: readonly Pair[], by: string, language: 'nl' | 'en'): string {
  const words = list.map(([nl, en]) => `'${language === 'nl' ? nl : en}'`).join(', ')
  return `(array[${words}])[1 + pg_temp.below(${by}, ${list.length})]`
}
