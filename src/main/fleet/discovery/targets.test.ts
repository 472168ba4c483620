import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { MOST_HOSTS, machineTargets, networkTargets, ownAddresses } from './targets.ts'

const v4 = (address: string, netmask = '255.255.255.0', internal = false): NetworkInterfaceInfo => ({
  address,
  netmask,
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: null,
})
const v6 = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: null,
  scopeid: 0,
})
const hostsOf = (...addresses: NetworkInterfaceInfo[]) => [
  ...new Set(networkTargets({ eth0: addresses }).map(({ hosts }) => hosts[0])),
]

describe('where to look', () => {
  it('is ten ports of this machine', () => {
    expect(machineTargets().map(({ port }) => port)).toEqual([
      7860, 7861, 7862, 7863, 7864, 7865, 7866, 7867, 7868, 7869,
    ])
    expect(machineTargets()[0]).toEqual({ hosts: ['127.0.0.1', '[::1]'], port: 7860 })
  })

  it('is the /24 around an address of this machine, without it and without network and broadcast address', () => {
    const hosts = hostsOf(v4('192.168.1.3'))
    expect(hosts).toHaveLength(253)
    expect(hosts[0]).toBe('192.168.1.1')
    expect(hosts.at(-1)).toBe('192.168.1.254')
    expect(hosts).not.toContain('192.168.1.3')
  })

  it('is the usual port of every machine before the next port of any', () => {
    const targets = networkTargets({ a: [v4('192.168.1.3')] })
    expect(targets).toHaveLength(2530)
    expect(targets.slice(0, 253).every(({ port }) => port === 7860)).toBe(true)
  })

  it('is no more than the /24 of a wide network, and all of a narrow one', () => {
    expect(hostsOf(v4('10.20.30.40', '255.0.0.0'))).toHaveLength(253)
    expect(hostsOf(v4('172.16.5.6', '255.255.255.252'))).toEqual(['172.16.5.5'])
    expect(hostsOf(v4('10.0.0.2', '255.255.255.255'))).toEqual([])
    expect(hostsOf(v4('10.0.0.2', '255.255.255.254'))).toEqual(['10.0.0.3'])
  })

  it.each(['8.8.8.8', '172.32.0.1', '172.15.0.1', '169.254.1.1', '100.64.0.1', '192.169.0.1', '127.0.0.1'])(
    'is nothing around %s, which is not private',
    (address) => expect(hostsOf(v4(address))).toEqual([]),
  )

  it('is nothing around loopback and IPv6', () => {
    expect(hostsOf(v4('192.168.7.7', '255.255.255.0', true), v6('fd00::1'))).toEqual([])
  })

  it('is bounded, and every machine once, however many networks there are', () => {
    const many = Array.from({ length: 50 }, (_, index) => v4(`10.0.${index}.1`))
    expect(hostsOf(...many)).toHaveLength(MOST_HOSTS)
    expect(hostsOf(v4('10.0.0.1'), v4('10.0.0.2'))).toHaveLength(252)
  })

  it('knows the addresses of this machine as they stand in a URL', () => {
    expect(ownAddresses({ a: [v4('10.0.0.1'), v6('FD00::1')], b: undefined })).toEqual(
      new Set(['10.0.0.1', '[fd00::1]']),
    )
  })
})
