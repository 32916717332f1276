// The bot of four-turns.flow.json in BuilderBot, its state in memory. Signatures are not checked:
// the provider has no check.
const { addKeyword, createBot, createFlow, createProvider, EVENTS, MemoryDB } = require('@builderbot/bot')
const { MetaProvider } = require('@builderbot/provider-meta')
const axios = require('axios')

const { PORT, GRAPH_URL, ACCESS_TOKEN, VERIFY_TOKEN, PHONE_NUMBER_ID, PACE } = process.env

// The provider knows Meta's own address only.
axios.interceptors.request.use((request) => {
    request.url = request.url.replace('https://graph.facebook.com', GRAPH_URL)
    return request
})

const conversation = addKeyword(EVENTS.WELCOME)
    .addAnswer('Hello! What is your name?', { capture: true }, async (ctx, { state }) => {
        await state.update({ name: ctx.body })
    })
    .addAction(async (_, { state, flowDynamic }) => {
        await flowDynamic([
            {
                body: `Hi ${state.get('name')}, what can we do for you?`,
                buttons: [{ body: 'Track an order' }, { body: 'A person' }],
            },
        ])
    })
    .addAction({ capture: true }, async (ctx, { endFlow }) => {
        if (ctx.body !== 'Track an order') {
            return endFlow('A colleague will write here.')
        }
    })
    .addAnswer('What is your order number?', { capture: true }, async (ctx, { state, flowDynamic }) => {
        const number = ctx.body
        await flowDynamic(
            number.startsWith('A') && number.length > 2
                ? `${number} is on its way, ${state.get('name')}.`
                : `We do not know ${number}.`
        )
    })
    .addAnswer('Goodbye!')

const main = async () => {
    const provider = createProvider(MetaProvider, {
        jwtToken: ACCESS_TOKEN,
        numberId: PHONE_NUMBER_ID,
        verifyToken: VERIFY_TOKEN,
        version: 'v18.0',
    })
    if (PACE !== 'own') {
        // As published it does one thing, in or out, each 100 ms.
        provider.queue.options.interval = 0
        provider.queue.options.concurrent = 1000
    }
    const bot = await createBot({ flow: createFlow([conversation]), provider, database: new MemoryDB() })
    bot.httpServer(Number(PORT))
}

main()
