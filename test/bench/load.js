// Puts load on one variant, in a process of its own: reads what to ask from standard input, tells the figures on standard output.
import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'

const { url, bodies, connections, seconds } = JSON.parse(await text(process.stdin))
const headers = { 'content-type': 'application/json' }
const requests = bodies.map((body) => ({ method: 'POST', body, headers }))
let started = 0
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  // Each connection asks questions of its own, so that no two ask the same at the same time; a short list is shared.
  setupClient(client) {
    const own = started++
    const share = requests.filter((_, i) => i % connections === own % connections)
    const from = own % requests.length
    client.setRequests(
      requests.length >= connections * 2 ? share : [...requests.slice(from), ...requests.slice(0, from)],
    )
  },
})
process.stdout.write(
  `${JSON.stringify({
    answers: result['2xx'],
    failures: result.non2xx + result.errors + result.timeouts,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  })}\n`,
)
