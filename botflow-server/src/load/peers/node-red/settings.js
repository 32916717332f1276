module.exports = {
    uiHost: '127.0.0.1',
    uiPort: Number(process.env.PORT),
    httpAdminRoot: false,
    flowFile: 'flows.json',
    credentialSecret: false,
    functionExternalModules: false,
    logging: { console: { level: 'warn', metrics: false, audit: false } },
}
