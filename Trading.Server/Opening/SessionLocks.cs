using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Trading.Locks.Sources;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// The opening's lots as locks: what trustees are asked about them follows from their phase. What was told of a state
/// is remembered for as long as the state lives, so the same state is the same answer.
/// </summary>
public sealed class SessionLocks(Desks desks, FrozenLots frozen) : ILockSource
{
    private readonly ConditionalWeakTable<Session, LockOwner> owners = [];
    private readonly ConditionalWeakTable<Lot, LockStage> stages = [];

    public ValueTask<IReadOnlyList<string>> FindAllAsync() => desks.SessionsAsync();

    public async ValueTask<LockOwner?> FindAsync(string id)
    {
        var state = await desks.Session(id).ReadAsync();
        if (owners.TryGetValue(state, out var told))
            return told;
        if (state.Published() is not { } published)
            return null;
        var stream = Names.SessionStream(id);
        var locks = new List<LockStage>();
        foreach (var lot in published.Lots.Values)
            locks.Add(state is Session.Running ? await StageOfAsync(id, lot) : OverOf(lot));
        // Nothing follows a sealed record, so whatever the stream's length is by now, it is the last.
        long? end = state is Session.Sealed ? (await desks.Session(id).ReadWithHeadAsync(stream)).Head : null;
        return owners.GetValue(state, _ => new LockOwner(stream, PublisherOf(published), locks, end));
    }

    private async ValueTask<LockStage> StageOfAsync(string session, Lot lot)
    {
        if (stages.TryGetValue(lot, out var told))
            return told;
        IReadOnlyList<byte[]> revoked = lot is Lot.Released { Freeze: var freeze }
            ? await frozen.RevocationsAsync(session, lot.Terms.Lot, freeze)
            : [];
        return stages.GetValue(lot, _ => StageOf(lot, revoked));
    }

    private static LockStage StageOf(Lot lot, IReadOnlyList<byte[]> revoked) =>
        lot switch
        {
            Lot.Ceremony => new LockStage.Making(lot.Policy),
            Lot.Intake l => new LockStage.Taking(lot.Policy, l.Lock.CertifiedAt, l.Lock.Certificate),
            Lot.Frozen l => FrozenOf(l),
            Lot.Released l => new LockStage.Releasing(FrozenOf(l), l.Partials.Keys.ToHashSet(), revoked),
            _ => OverOf(lot),
        };

    private static LockStage.Over OverOf(Lot lot) =>
        new(lot.Policy, lot is not (Lot.Ceremony or Lot.Failed { Cause: LotFailure.NoLock }));

    private static LockStage.Frozen FrozenOf(Lot.Closed lot) =>
        new(
            lot.Policy,
            lot.Lock.CertifiedAt,
            lot.Lock.Certificate,
            lot.Freeze.TreeSize,
            lot.Freeze.Cosignatures.ToImmutableSortedDictionary(c => c.Key, c => c.Value.Cosignature),
            [.. lot.Freeze.Orders.Values.Select(o => o.Act)]
        );

    // Sessions of version 1 tell their host alone.
    private static string PublisherOf(Session.Running session) =>
        session.Terms.Publisher is { } publisher
            ? publisher.Key is { } key
                ? Convert.ToHexString(key)
                : publisher.Name
            : Convert.ToHexString(session.Terms.Roles.First(role => role.Role == Role.Host).Key);
}
