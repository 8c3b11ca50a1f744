using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Storage;

namespace Trading.Server.Locks;

/// <summary>
/// What a release is about: the live submissions behind the frozen intake, and the lock's public keys.
/// </summary>
/// <param name="List">Live and not revoked.</param>
/// <param name="Certificate">The lock.</param>
/// <param name="Opening">What partial openings are checked against; null when everything was revoked.</param>
public sealed record FrozenLot(FrozenList List, LockCertificate Certificate, PartialOpening? Opening);

/// <summary>
/// Frozen lots as trustees see them: replayed from the public intake stream with every signature checked, never from
/// our own private state. Computed once per lot and set of revocations.
/// </summary>
public sealed class FrozenLots(IEventLog log, Wants wants)
{
    private const int PageEvents = 256;
    private readonly ConcurrentDictionary<(string Session, string Lot, int Revoked), Task<FrozenLot>> lots = new();

    /// <summary>Ticks of a frozen intake, the drain last.</summary>
    public async Task<IReadOnlyList<TickSealed>> TicksAsync(string session, string lot)
    {
        var (stream, ticks) = (Names.IntakeStream(session, lot), new List<TickSealed>());
        for (IReadOnlyList<StoredEvent> page; (page = await log.ReadAsync(stream, ticks.Count, PageEvents)).Count > 0; )
            foreach (var stored in page)
                ticks.Add((TickSealed)EventCodec.DecodeIntake(stored.Type, stored.Bytes));
        return ticks;
    }

    /// <summary>
    /// The lot's list without what was revoked so far. A list that does not replay is corruption, and stops the lot.
    /// </summary>
    public async Task<FrozenLot> FindAsync(string session, LockPolicy policy, LockFacts locked, FreezeFacts freeze)
    {
        var key = (session, policy.Lot, freeze.Revoked.Count);
        var found = lots.GetOrAdd(key, _ => MakeAsync(session, policy, locked, freeze));
        try
        {
            return await found;
        }
        catch
        {
            lots.TryRemove(key, out _);
            throw;
        }
    }

    private async Task<FrozenLot> MakeAsync(string session, LockPolicy policy, LockFacts locked, FreezeFacts freeze)
    {
        var ticks = await TicksAsync(session, policy.Lot);
        var revocations = await wants.RevocationsAsync(session, policy.Lot, freeze);
        if (!LockCertificate.TryParse(locked.Certificate, out var certificate))
            throw new InvalidDataException($"{session}/{policy.Lot}: the lock certificate cannot be read");
        if (
            !FrozenList.TryReplay(
                policy,
                locked.LockId,
                ticks.SelectMany(tick => tick.Entries),
                revocations,
                out var list,
                out var problem
            )
        )
            throw new InvalidDataException($"{session}/{policy.Lot}: the frozen intake does not replay: {problem}");
        return new FrozenLot(list, certificate!, list.Live.Count == 0 ? null : list.Opening(certificate!));
    }
}
