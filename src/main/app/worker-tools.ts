import { homedir, hostname, networkInterfaces } from 'node:os'
import type { Clock } from '../core/ports.ts'
import type { PasswordStore } from '../core/worker-store.ts'
import { createDiscovery, type Discovery } from '../fleet/discovery/discovery.ts'
import { tcpConnectable } from '../fleet/discovery/tcp-connectable.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { spawnCommand } from '../fleet/sync/spawn-command.ts'
import { createSyncRunner, type SyncRunner } from '../fleet/sync/sync-runner.ts'
import { createTransfer, type Transfer } from '../fleet/transfer/transfer.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { EventHub } from './events.ts'

/** What brings machines in and keeps them in step. */
export interface WorkerTools {
  readonly transfer: Transfer
  readonly discovery: Discovery
  readonly sync: SyncRunner
  stop(): Promise<void>
}

/** Wires import, discovery and sync to the registry. */
export function createWorkerTools(parts: {
  fleet: Fleet
  settings: SettingsStore
  passwords: PasswordStore
  clock: Clock
  timeScale: number
  hub: EventHub
  newId: () => string
}): WorkerTools {
  const { fleet, settings, passwords, clock, timeScale, hub, newId } = parts
  const transfer = createTransfer({
    workers: () => fleet.views(),
    password: (id) => passwords.get(id),
    settings,
    newId,
    apply: {
      add: (input, { benchmark }) => fleet.add(input, benchmark === null ? {} : { benchmark }),
      async update(id, input, { benchmark }) {
        await fleet.update(id, input)
        if (benchmark !== null) fleet.adoptBenchmark(id, benchmark)
      },
    },
  })
  const discovery = createDiscovery({
    probe: (url, signal) => fleet.probeAddress({ url }, null, signal),
    known: () => fleet.views().map(({ config }) => ({ url: config.url, name: config.name })),
    interfaces: networkInterfaces,
    connectable: tcpConnectable,
    clock,
    timeScale,
    hostName: hostname(),
    emit: (view) => hub.emit('discoveryChanged', view),
  })
  const sync = createSyncRunner({
    spawn: spawnCommand,
    clock,
    timeScale,
    platform: process.platform === 'win32' ? 'windows' : 'posix',
    home: homedir(),
    emit: (run) => hub.emit('syncChanged', run),
  })
  return {
    transfer,
    discovery,
    sync,
    async stop() {
      await Promise.all([discovery.stop(), sync.stop()])
    },
  }
}
